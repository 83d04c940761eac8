# co_lines, co_positions, co_branches, co_lnotab: what tables of every kind of entry give.
import types
import warnings


def sample(items):
    total = 0
    for item in items:
        if item is None:
            continue
        total += (
            item
            * 2
        )
    try:
        return total
    except ValueError as error:
        print(error)
    while total and not items:
        total -= 1


async def asample(items):
    async for item in items:
        print(item)


for function in (sample, asample):
    code = function.__code__
    first = code.co_firstlineno
    print([(a, b, line and line - first) for a, b, line in code.co_lines()])
    print([(l and l - first, e and e - first, c, d) for l, e, c, d in code.co_positions()])
    print(list(code.co_branches()))

code = sample.__code__
for method in ("co_lines", "co_positions", "co_branches"):
    iterator = getattr(code, method)()
    print(type(iterator).__name__, type(iterator).__module__, iter(iterator) is iterator, hasattr(iterator, "__length_hint__"))
    for _ in iterator:
        pass
    print(next(iterator, "end"), next(iterator, "end"))
    try:
        type(iterator)()
    except TypeError as error:
        print(error)
    try:
        getattr(code, method)(1)
    except TypeError as error:
        print(error)
print(type(code.co_lines()) is type(code.co_branches()), type(code.co_lines()) is type(code.co_lines()))


class Lines(type(code.co_lines())):
    pass


# Tables by hand: (first line, entries).
def entry(kind, length, *data):
    return bytes([0x80 | kind << 3 | length - 1, *data])


TABLES = {
    "empty": (1, b""),
    "short": (5, entry(0, 1, 0x12) + entry(9, 8, 0x7F)),
    "one line": (5, entry(10, 2, 3, 1) + entry(11, 1, 127, 126) + entry(12, 1, 0, 0)),
    "no columns": (5, entry(13, 1, 4) + entry(13, 1, 3) + entry(13, 1, 0)),
    "long": (5, entry(14, 1, 4, 1, 5, 6) + entry(14, 2, 0x41, 1, 0, 0, 0) + entry(14, 1, 0, 0, 0x41, 1, 9)),
    "none": (5, entry(15, 3) + entry(10, 1, 1, 2) + entry(15, 1) + entry(10, 1, 1, 2) + entry(15, 1) + entry(15, 2)),
    "line 0": (0, entry(13, 1, 0) + entry(13, 1, 2)),
    "line -1": (0, entry(13, 1, 3) + entry(13, 1, 3) + entry(13, 1, 4) + entry(0, 1, 5)),
    "merged": (7, entry(10, 8, 1, 2) + entry(10, 8, 3, 4) + entry(11, 1, 3, 4)),
    "far": (1, entry(13, 8, 0x50, 0x1F) + entry(13, 8, 0x51, 0x1F)),
    "longer than the code": (1, entry(13, 8, 2) * 40),
}
warnings.simplefilter("ignore")
for name, (first, table) in TABLES.items():
    code = sample.__code__.replace(co_linetable=table, co_firstlineno=first)
    print(name)
    print("  lines", list(code.co_lines())[:12])
    print("  positions", list(code.co_positions())[:12])
    print("  lnotab", code.co_lnotab)

warnings.simplefilter("error")
try:
    code.co_lnotab
except DeprecationWarning as warning:
    print(type(warning).__name__, warning)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(code.co_lnotab is code.co_lnotab)
print(len(caught), caught[0].category.__name__, caught[0].message, caught[0].filename.endswith("tables.py"))

# Branches by hand, EXTENDED_ARG before the jump too.
NOP, NOT_TAKEN, EXTENDED_ARG, FOR_ITER, POP_JUMP_IF_TRUE = 27, 28, 69, 70, 103
raw = bytes([EXTENDED_ARG, 1, POP_JUMP_IF_TRUE, 2, 0, 0, NOT_TAKEN, 0, FOR_ITER, 3, 0, 0, NOP, 0])
print(list(sample.__code__.replace(co_code=raw).co_branches()))
