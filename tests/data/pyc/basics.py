"""A module docstring, é and \N{SNOWMAN}."""
import os.path as p
from math import (sin, cos)

BIG = 123456789012345678901234567890
NEG = -98765432109876543210
SMALL = -5
REAL = 1.5e-7
CPLX = 3 - 2j
RAW = b"\x00\xffbytes" * 20
SURROGATE = "\ud800 and \U0001f600"
PAIRS = ((1, "one"), (2, "two"), (3, ("nested", None, True, False, ...)))
LONG = "x" * 300


def f(a, /, b, c=BIG, *args, d, e=None, **kw):
    "doc of f"
    total = 0
    for x in args:
        if x in {1, 2, 3} or x in ("a", "b"):
            total += x if isinstance(x, int) else 1
    def inner():
        nonlocal total
        total += 1
        return lambda: total + a
    try:
        return inner()()
    except (ValueError, TypeError) as exc:
        raise RuntimeError("bad") from exc
    finally:
        total = None


class C(object, metaclass=type):
    attr: int = 3
    __slots__ = ("q",)

    def m(self, n: int) -> "C":
        return super().__init__() or [i * n for i in range(n) if i % 2]

    @property
    def prop(self):
        return self.q[1:2], self.q[::3], self.q[None:5]


def gen(n):
    with open("x") as fh, open("y"):
        yield from range(n)
        got = yield n
        return got


async def agen(it):
    async with it as z:
        async for v in z:
            yield v
    await z


def generic[T: int, *Ts, **P](x: T) -> T:
    match x:
        case {"k": [1, 2, *rest], **more}:
            return rest
        case C(attr=3) | None:
            return f"{x!r:>{10}} {x=}"
    return t"{x} and {sin(x)}"


type Alias[K] = dict[K, list[K]]
try:
    pass
except* OSError:
    del p
if (n := 10) > 5:
    assert n, "msg"
SQ = {k: v for k, v in zip("ab", (1, 2))}
