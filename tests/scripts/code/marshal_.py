# marshal: values there and back, errors of both ways, code objects.
import marshal
import types

print(marshal.version)
CLASSES = (int, StopIteration)
VALUES = [
    None, True, False, ..., StopIteration, 0, 1, -1, 255, 256, 2**31 - 1, 2**31, -(2**31), -(2**31) - 1, 2**100, -(2**100), 2**15,
    10**40, 0.0, -0.0, 1.5, 1e300, float("inf"), 3j, complex(-0.0, 2.5), "", "a", "name", "two words", "\xe9", "\u20ac",
    "\U0001f40d", "\udc80", "x" * 255, "y" * 256, "\xe9" * 300, b"", b"a", b"\x00\xff" * 200, (), (1,), (1, (2, (3,))),
    tuple(range(255)), tuple(range(256)), [], [1, [2, []]], {}, {"a": 1, (1, 2): [3]}, set(), {1}, frozenset(), frozenset({1}),
    frozenset({1, "a", (2.5, None)}), slice(1, None, -1), slice(None), {1: {2: {3: {4}}}},
]
for value in VALUES:
    for version in range(6):
        try:
            data = marshal.dumps(value, version)
        except ValueError as error:
            print(version, repr(value)[:20], error)
            continue
        back = marshal.loads(data)
        if repr(back) != repr(value) or type(back) is not type(value):
            if not isinstance(value, (set, frozenset)) or back != value:
                print("differs:", version, repr(value)[:40], repr(back)[:40])

# The bytes of values that live for ever, and of some that do not.
for value in (None, True, ..., StopIteration, 0, 1, -5, 256, "", "a", "name", (), b"", b"a"):
    print(repr(value), marshal.dumps(value).hex())
print(marshal.dumps([1, "b", ()]).hex()[2:], marshal.dumps(1.5, 1), marshal.dumps(0.1, 0), marshal.dumps("abc", 2))
print(marshal.dumps({3, 1, 2, "b", "a"}).hex()[2:] == marshal.dumps({"a", "b", 2, 1, 3}).hex()[2:])
print(marshal.dumps(bytearray(b"ab"), 2), marshal.dumps(memoryview(b"cd"), 2))

# What cannot be written.
class Int(int):
    pass


class Str(str):
    pass


for value in (object(), Int(1), Str("a"), int, len, [1, {2: object()}], Ellipsis.__class__, range(3), NotImplemented):
    try:
        marshal.dumps(value)
    except ValueError as error:
        print(type(value).__name__, error)
deep = []
for _ in range(5000):
    deep = [deep]
try:
    marshal.dumps(deep)
except ValueError as error:
    print(error)
while deep:
    deep = deep[0]

# What cannot be read.
for data in (
    b"", b"i", b"i\x01\x02", b"?", b"(\x05\x00\x00\x00", b"s\xff\xff\xff\xff", b"r\x00\x00\x00\x00", b"0", b"[\x01\x00\x00\x000",
    b"l\x01\x00\x00\x00\x00\x00", b"l\x01\x00\x00\x00\xff\xff", b"u\x02\x00\x00\x00\xc3(", b"u\x01\x00\x00\x00\xff",
    b"<\x01\x00\x00\x00[\x00\x00\x00\x00", b"{[\x00\x00\x00\x00N0", b"c\x00\x00",
):
    try:
        print(data, marshal.loads(data))
    except Exception as error:
        print(data, type(error).__name__, error)
for wrong in ("text", 1, None, [1]):
    try:
        marshal.loads(wrong)
    except TypeError as error:
        print(error)
print(marshal.loads(b"i\x07\x00\x00\x00and more"), marshal.loads(bytearray(b"N")), marshal.loads(memoryview(b"T")))
for call in (
    lambda: marshal.dumps(), lambda: marshal.dumps(1, "x"), lambda: marshal.loads(), lambda: marshal.loads(b"N", 1),
    lambda: marshal.dumps(value=1),
):
    try:
        call()
    except TypeError as error:
        print(error)


# Code objects.
def function(a, /, b=1, *args, c=2, **more):
    """Doc."""
    text, number = "a constant", 10**20

    def inner(x):
        nonlocal text
        return [a for a in (x, text, number, 1.5, -0.0, 2j, b"bytes", ..., frozenset)] if x in {1, 2} else x[1:2]

    return inner


code = function.__code__
back = marshal.loads(marshal.dumps(code))
print(back == code, hash(back) == hash(code), back is code)
for name in dir(code):
    if name.startswith("co_") and name != "co_lnotab":
        a, b = getattr(code, name), getattr(back, name)
        if not callable(a) and a != b:
            print("differs:", name)
print(list(back.co_positions()) == list(code.co_positions()), back.co_name is code.co_name)
print([t.__name__ if isinstance(t, type) else t for t in types.FunctionType(back, globals())(1, 2, c=3)(2)])
for call in (lambda: marshal.dumps(code, allow_code=False), lambda: marshal.loads(marshal.dumps(code), allow_code=False)):
    try:
        call()
    except ValueError as error:
        print(error)
print(marshal.loads(marshal.dumps([1], allow_code=False), allow_code=False))
exec(marshal.loads(marshal.dumps(compile("print('ran', [x * x for x in range(4)])", "made", "exec"))))
