# types.CodeType(...): every check, in its order, with its message.
import types

EMPTY = b""
RETURN = bytes.fromhex("800052002300")
NAMES = (
    "argcount posonlyargcount kwonlyargcount nlocals stacksize flags code consts names varnames filename name qualname "
    "firstlineno linetable exceptiontable freevars cellvars"
).split()
GOOD = dict(
    argcount=1, posonlyargcount=0, kwonlyargcount=0, nlocals=2, stacksize=3, flags=3, code=RETURN, consts=(None, 7),
    names=("n",), varnames=("a", "b"), filename="file", name="name", qualname="qual.name", firstlineno=11,
    linetable=b"\x80\x00", exceptiontable=b"", freevars=("f",), cellvars=("b", "c", "a"),
)


def make(**changes):
    fields = GOOD | changes
    return types.CodeType(*(fields[name] for name in NAMES))


def attempt(**changes):
    try:
        code = make(**changes)
    except Exception as error:
        text = str(error) if not isinstance(error, SystemError) else "SystemError"
        print(changes, type(error).__name__, text)
    else:
        print(changes, "made", code.co_stacksize, code.co_firstlineno, code.co_varnames, code.co_cellvars, code.co_freevars)


attempt()
for count in (0, 1, 15, 19, 30):
    try:
        types.CodeType(*range(count))
    except TypeError as error:
        print(error)
for call in (lambda: types.CodeType(argcount=1), lambda: types.CodeType(*GOOD.values(), x=1)):
    try:
        call()
    except TypeError as error:
        print(error)
print(make(freevars=(), cellvars=()) == types.CodeType(*(GOOD[name] for name in NAMES[:16])))

# Types, one at a time.
for name in NAMES:
    for wrong in (1.5, None, "text", [1], 10**10):
        if isinstance(wrong, (int, str)) and isinstance(wrong, type(GOOD[name])) and not isinstance(wrong, int):
            continue
        attempt(**{name: wrong})


class Index:
    def __repr__(self):
        return "Index()"

    def __index__(self):
        return 2


attempt(nlocals=Index())
attempt(stacksize=True)
attempt(argcount=10**30)
attempt(argcount=-(10**30))

# Negative numbers.
for name in ("argcount", "posonlyargcount", "kwonlyargcount", "nlocals", "stacksize", "flags", "firstlineno"):
    attempt(**{name: -1})
attempt(argcount=-1, posonlyargcount=-1, nlocals=-5)
attempt(posonlyargcount=2)
attempt(stacksize=0)

# Names.
for name in ("names", "varnames", "freevars", "cellvars"):
    attempt(**{name: (1,)})
attempt(names=(1.5,), varnames=(b"b",))


class Text(str):
    pass


code = make(varnames=(Text("a"), "b"), names=(Text("n"),), filename=Text("f"))
print([type(name).__name__ for name in code.co_varnames + code.co_names + (code.co_filename,)])

# Lengths.
attempt(code=b"\x01")
attempt(code=b"\x01", argcount=5)
attempt(code=b"")
attempt(nlocals=1)
attempt(nlocals=3)
attempt(argcount=3)
attempt(argcount=2, kwonlyargcount=1, nlocals=9)
attempt(argcount=2, flags=7)
attempt(argcount=1, flags=15)
attempt(argcount=0, flags=15)

# Order: the hidden slots come first of all.
hidden = bytes([69, 1, 85, 2, 85, 255])
attempt(code=bytes([85, 9]), flags=0)
attempt(code=bytes([85, 9]), flags=0, stacksize=-1)
attempt(code=bytes([69, 1, 85, 2]), flags=0)
attempt(code=bytes([85, 9]), flags=1)
attempt(code=bytes([85, 1]), flags=0)

# Duplicates, and a name that is all kinds at once.
code = make(varnames=("a", "a"), cellvars=("a", "a"), freevars=("a",))
print(code.co_varnames, code.co_cellvars, code.co_freevars, code.co_nlocals, [code._varname_from_oparg(i) for i in range(3)])


class MyBytes(bytes):
    pass


class MyTuple(tuple):
    pass


table, consts = MyBytes(b"\x80\x00"), MyTuple((1, 2))
code = make(linetable=table, exceptiontable=table, consts=consts, code=MyBytes(RETURN), names=MyTuple(("x",)))
print(code.co_linetable is table, code.co_exceptiontable is table, code.co_consts is consts)
print(type(code.co_code).__name__, type(code.co_names).__name__)

# Cache units read back as zero, whatever was there.
print(make(code=bytes([44, 0] + [9] * 10 + [35, 0])).co_code.hex())
