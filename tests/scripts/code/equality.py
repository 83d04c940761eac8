# Equality of code objects: type-sensitive in the constants, blind to file, qualified name and stack size.
import types


def base(a):
    b = 1
    return lambda: b


code = base.__code__


def pair(x, y):
    one, two = code.replace(co_consts=(x,)), code.replace(co_consts=(y,))
    same = one == two
    if same != (two == one) or same == (one != two):
        print("inconsistent")
    try:
        hashes = hash(one) == hash(two)
    except TypeError as error:
        hashes = error
    return same, hashes if same or isinstance(hashes, Exception) else ""


class Text(str):
    pass


class Loud:
    def __eq__(self, other):
        print("asked")
        raise ValueError

    __hash__ = object.__hash__


big, nan, lst, loud = 10**30, float("nan"), [1], Loud()
for x, y in [
    (1, 1), (1, True), (0, False), (1, 1.0), (0.0, -0.0), (0.0, 0.0), (1.0, 1 + 0j), (big, 10**30), (big, float(big)),
    (complex(0.0, -0.0), complex(0.0, 0.0)), (complex(-0.0, 0.0), complex(0.0, 0.0)), (1j, 1j),
    ("a", b"a"), ("a", "a"), (b"a", b"a"), ("\xe9 \udc80", "\xe9 \udc80"),
    ((1,), (1.0,)), ((1,), (True,)), ((1, (2,)), (1, (2,))), ((1, (2,)), (1, (2.0,))), ((1,), (1, 2)), ((), ()),
    (frozenset({1}), frozenset({True})), (frozenset({1, 2}), frozenset({2, 1})), (frozenset({1}), frozenset({1, 2})),
    (frozenset({(1, 2.0)}), frozenset({(1.0, 2)})), (frozenset(), frozenset()),
    (slice(1, 2), slice(1, 2)), (slice(1, 2), slice(True, 2)), (slice(None), slice(None)),
    (None, None), (None, ...), (..., ...), (True, True), (True, False),
    (Text("a"), Text("a")), (Text("a"), "a"), ([1], [1]), ({1}, {1}), (int, int), (int, float),
    (nan, nan), (lst, lst), (loud, loud), (Loud(), Loud()), ((loud,), (loud,)), ((loud,), (Loud(),)),
]:
    print(repr(x)[:30] if not isinstance(x, Loud) and "Loud" not in repr(x) else "Loud", *pair(x, y))

# Nested code.
inner = next(c for c in code.co_consts if isinstance(c, types.CodeType))
print(pair(inner, inner.replace(co_filename="elsewhere")))
print(pair(inner, inner.replace(co_qualname="elsewhere")))
print(pair(inner, inner.replace(co_name="elsewhere")))

# Field by field.
CHANGES = dict(
    co_argcount=0, co_posonlyargcount=1, co_stacksize=50, co_flags=code.co_flags | 0x10, co_firstlineno=99,
    co_code=code.co_code[:-2], co_consts=(), co_names=("x",), co_varnames=("a",), co_filename="elsewhere", co_name="other",
    co_qualname="other", co_linetable=b"", co_exceptiontable=b"\x80\x01\x01\x01",
)
for name, value in CHANGES.items():
    more = {"co_nlocals": 1, "co_cellvars": ("b",)} if name == "co_varnames" else {}
    changed = code.replace(**{name: value}, **more)
    print(name, code == changed, hash(code) == hash(changed))

# The kinds of slots do not count, only their names.
def plain():
    pass


local = plain.__code__.replace(co_varnames=("v",), co_nlocals=1)
free = plain.__code__.replace(co_freevars=("v",))
cell = plain.__code__.replace(co_cellvars=("v",))
print(local == free == cell, len({local, free, cell}))

# No order, and nothing else is equal.
for operation in ("__lt__", "__le__", "__gt__", "__ge__", "__eq__", "__ne__"):
    print(operation, getattr(code, operation)(code), getattr(code, operation)(1))
try:
    code < code
except TypeError as error:
    print(error)
print(code == 1, code != None)

# Running does not change it.
before = code.replace()
for i in range(100):
    base(i)
print(before == code, hash(before) == hash(code))
try:
    hash(code.replace(co_consts=([],)))
except TypeError as error:
    print(error)
