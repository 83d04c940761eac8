"""Sample of the disassembler's test: every kind of operand."""
import os.path as path
from typing import *


def f(a, b=1, *args, c, **kw):
    squares = [i * i for i in range(a) if i not in (1, 2)]
    try:
        with open(path) as file:
            for line in file:
                yield line.strip()
    except (ValueError, TypeError) as e:
        raise RuntimeError("it's \"so\"\n\xe9\0", b"'") from e
    finally:
        print(f"{a!r:>{b}} {c!s}", t"{kw!a}", sep="")

    def g():
        nonlocal squares
        del squares
        return b

    return {**kw, "g": g}, -1.5, 1e300, 3j, -2 - 1j, 10**30, (None, True, ...), squares[1:2], a is not b


class C[T: int, *U, **P](object, metaclass=type):
    x: int = 1

    def y(self, *, z=2):
        return super().y + self.x

    async def m(self):
        async with self.y as q:
            async for i in q:
                await i
        return [j async for j in q if all(k for k in j)]


def match_it(v):
    match v:
        case {"a": 1, **rest}:
            return rest
        case C(x=1) | [1, *_]:
            return v[::2]
    global counter
    counter += 1
    assert v, "no"
    while v > 1 and not v <= 3:
        v -= 1
    return lambda: (v := 3)


try:
    pass
except* OSError:
    pass
