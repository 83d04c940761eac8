# What the attributes of code show, and that they show the same objects every time.
import types


def outer(a, b, /, c, *rest, d, e=1, **more):
    "With a docstring."
    shared = a

    def inner(x):
        return shared, x, c

    return inner


def show(code):
    for name in (
        "co_name", "co_qualname", "co_argcount", "co_posonlyargcount", "co_kwonlyargcount", "co_nlocals",
        "co_stacksize", "co_names", "co_varnames", "co_cellvars", "co_freevars", "co_firstlineno",
    ):
        print(" ", name, getattr(code, name))
    print("  flags", hex(code.co_flags))


show(outer.__code__)
show(outer(1, 2, 3, d=4).__code__)

code = outer.__code__
for name in dir(type(code)):
    if name.startswith(("co_", "_co")) and name != "co_lnotab" and not isinstance(getattr(code, name), int) and not callable(getattr(code, name)):
        print(name, getattr(code, name) is getattr(code, name) or name.endswith("adaptive"))
print(code._co_code_adaptive is code._co_code_adaptive, type(code._co_code_adaptive))
print(type(code).__name__, type(code).__qualname__, type(code).__module__, type(code).__doc__)
for name in ("co_argcount", "co_consts", "co_varnames", "co_code", "co_lines", "replace"):
    print(name, type(type(code).__dict__[name]).__name__)

# No attribute can be set or deleted.
for name in ("co_argcount", "co_consts", "co_varnames", "co_code", "co_lnotab", "foo"):
    for what in ("set", "del"):
        try:
            if what == "set":
                setattr(code, name, 1)
            else:
                delattr(code, name)
        except Exception as error:
            print(name, what, type(error).__name__, error)

# Flags of every kind of function.
class C:
    def method(self):
        lambda: 0

    async def amethod(self):
        pass

    def generator(self):
        yield

    async def agenerator(self):
        yield


for function in (C.method, C.amethod, C.generator, C.agenerator, lambda: 0, outer(1, 2, 3, d=4)):
    print(function.__qualname__, hex(function.__code__.co_flags))
module = compile("[x for x in y]\n[lambda: z for z in y]", "<m>", "exec")
print(module.co_varnames, module.co_cellvars, module.co_nlocals, module.co_flags, module.co_firstlineno)
print(next(module.co_lines()))
for mode, text in (("eval", "1"), ("single", "1")):
    print(mode, compile(text, "f", mode).co_firstlineno, next(compile(text, "f", mode).co_lines()))


@types.coroutine
def flagged():
    yield


print(hex(flagged.__code__.co_flags), types.coroutine(flagged) is flagged)

# Names are interned.
text = "".join(["some", "name"])
made = code.replace(co_name=text)
import sys

print(made.co_name is sys.intern("somename"))
print(made.__sizeof__() > 0, len(repr(code.__hash__())) > 0)
