"""Ways through code: every kind of branch, handlers in handlers, constants of every kind."""

TEXTS = ("plain", "with space", "é", "\U0001f40d", "\udc80", 'quote " and \\', "\x00\x1f\x7f", "a" * 300)
NUMBERS = (0, -1, 255, 256, 2**31, -(2**31), 2**64 + 1, -(2**100), 0.0, -0.0, 1e400, 2.5e-300, 3j, -0.0 + 1j)
OTHERS = (None, True, False, ..., b"", b"\x00\xff", (), ((1, 2), (1, 2)), (1, 2))


def choose(a, b=None, /, c=1, *rest, d, e=2, **more):
    if a in {1, "one", b"one", (1,), 1.5}:
        return b
    if a is None:
        b = 1
    if b is not None and not c:
        return [x for x in rest if x]
    while d:
        d -= 1
        if d == 5:
            continue
        if d == 3:
            break
    else:
        return more
    return lambda: (a, e)


def handled(items):
    total = 0
    for item in items:
        try:
            with open(item) as file:
                total += len(file.read()[1:5])
        except (OSError, ValueError) as error:
            print(error)
        except KeyError:
            pass
        finally:
            total += 1
    return total


async def stream(source):
    async with source as inner:
        async for item in inner:
            yield item
    print([x async for x in source if await x])


def delegate():
    try:
        got = yield from choose(1, d=2)
    except GeneratorExit:
        raise
    return got


class Point:
    """A point."""

    x: int = 0

    def method(self, other):
        match other:
            case Point(x=0) | None:
                return __class__
            case [1, *rest] if rest:
                return rest
            case {"key": value, **others}:
                return value, others
        return super().method
