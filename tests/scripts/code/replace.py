# code.replace, __replace__ and copy.replace.
import copy
import types


def function(a, b=2, *, c=3):
    d = a
    return lambda: (d, b, c)


code = function.__code__


def attempt(*args, method="replace", **changes):
    try:
        made = getattr(code, method)(*args, **changes)
    except Exception as error:
        text = str(error) if not isinstance(error, SystemError) or "slot" in str(error) else "SystemError"
        print(changes, type(error).__name__, text)
    else:
        for name in changes:
            print(changes if len(repr(changes)) < 60 else name, getattr(made, name) == changes[name])


same = code.replace()
print(same == code, hash(same) == hash(code), same is code)
print(same.co_linetable is code.co_linetable, same.co_consts is code.co_consts, same.co_names is code.co_names)
print(code.__replace__() == copy.replace(code) == code)
print(copy.replace(code, co_name="other").co_name)

attempt(1)
attempt(1, method="__replace__")
attempt(foo=1)
attempt(foo=1, method="__replace__")
for name in "co_argcount co_posonlyargcount co_kwonlyargcount co_nlocals co_stacksize co_flags co_firstlineno".split():
    attempt(**{name: -1})
    attempt(**{name: "x"})
    attempt(**{name: 10**20})
attempt(co_firstlineno=0)
attempt(co_stacksize=100)
attempt(co_posonlyargcount=1)
attempt(co_posonlyargcount=100)
for name in "co_code co_linetable co_exceptiontable".split():
    for wrong in (1, bytearray(2), "text", None):
        attempt(**{name: wrong})
for name in "co_consts co_names co_varnames co_freevars co_cellvars".split():
    for wrong in (None, [], "text"):
        attempt(**{name: wrong})
for name in "co_filename co_name co_qualname".split():
    for wrong in (None, b"text", 1):
        attempt(**{name: wrong})
    attempt(**{name: "plain"})

attempt(co_varnames=("a",))
attempt(co_varnames=("a", "b", "c", "d", "e"))
attempt(co_varnames=("a", "b", "c", "d", "e"), co_nlocals=5)
attempt(co_nlocals=9)
attempt(co_code=b"x")
attempt(co_exceptiontable=b"\xff")


class Text(str):
    pass


for name in "co_names co_varnames co_freevars co_cellvars".split():
    attempt(**{name: (1,) * (4 if name == "co_varnames" else 1)})
attempt(co_names=(Text("x"),))

name, consts, names = Text("kept"), (1, [2]), ("x", "y")
made = code.replace(co_filename=name, co_name=name, co_qualname=name, co_consts=consts, co_names=names)
print(made.co_filename is name, made.co_name is name, made.co_qualname is name)
print(made.co_consts is consts, made.co_names is names)
print(made.replace().co_name is name, made.replace().co_consts is consts)

# The rest does not change.
empty = code.replace(co_consts=())
for field in dir(code):
    if field.startswith("co_") and field not in ("co_lnotab", "co_consts") and not callable(getattr(code, field)):
        if getattr(empty, field) != getattr(code, field):
            print("changed:", field)
print(empty.co_consts, empty == code)

# A changed code object runs.
def plus():
    return 1000 + 5


plus.__code__ = plus.__code__.replace(co_consts=tuple(2000 if c == 1005 else c for c in plus.__code__.co_consts))
print(plus())

# Comprehension variables of a module stay hidden.
module = compile("[x for x in (1, 2)]\nprint(sorted(n for n in locals() if len(n) == 1))", "m", "exec")
exec(module.replace(co_name="again"), {})
print(module.replace() == module, module.replace().co_varnames)
