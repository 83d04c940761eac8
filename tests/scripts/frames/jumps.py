# Setting f_lineno: the verdict and the message for jumps into and out of
# every kind of block, by event.
import sys
import warnings

warnings.simplefilter("ignore")


def jump(function, start, target, event="line", first=True):
    """Jumps from one line to another, counted from the line of the def."""
    base = function.__code__.co_firstlineno
    state = []
    events = []

    def tracer(frame, what, arg):
        if frame.f_code is not function.__code__:
            return None
        line = frame.f_lineno - base
        events.append((what, line))
        if what == event and line == start and not state:
            state.append(1)
            try:
                frame.f_lineno = base + target if isinstance(target, int) else target
                events.append(("jumped", frame.f_lineno - base))
            except Exception as error:
                events.append((type(error).__name__, str(error)))
        return tracer

    output = []
    sys.settrace(tracer)
    try:
        result = function(output)
        if hasattr(result, "__next__"):
            result = list(result)
        elif hasattr(result, "send"):
            try:
                while True:
                    result.send(None)
            except StopIteration as stop:
                result = stop.value
    except BaseException as error:
        result = type(error).__name__, str(error)
    sys.settrace(None)
    print(function.__name__, start, target, event, output, result, events)


def simple(out):
    out.append(1)
    out.append(2)
    out.append(3)


for target in (0, 1, 2, 3, 4, -5, True, 2.0, "a", 10**30, None):
    jump(simple, 2, target)
for event in ("call", "return"):
    jump(simple, 0 if event == "call" else 3, 2, event)


def loop(out):
    for i in range(3):
        out.append(i)
        out.append(10)
    out.append(4)
    while len(out) < 20:
        out.append(6)
        out.append(7)
    out.append(8)


for start, target in ((1, 2), (2, 4), (2, 3), (3, 2), (4, 2), (4, 6), (6, 8), (8, 1), (8, 6), (2, 6), (6, 2), (2, 1)):
    jump(loop, start, target)


class Context:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        return True


def with_(out):
    out.append(1)
    with Context() as c:
        out.append(3)
        out.append(4)
    out.append(5)
    with Context(), Context():
        out.append(7)
    out.append(8)


for start, target in ((1, 3), (3, 5), (3, 4), (4, 3), (5, 4), (3, 7), (7, 8), (8, 2), (3, 1)):
    jump(with_, start, target)


def try_(out):
    try:
        out.append(2)
        out[10]
        out.append(4)
    except IndexError as error:
        out.append(6)
        out.append(7)
    except KeyError:
        out.append(9)
    else:
        out.append(11)
    finally:
        out.append(13)
        out.append(14)
    out.append(15)
    out.append(sys.exception())


for start, target in ((2, 4), (2, 6), (2, 13), (2, 15), (2, 11), (6, 7), (7, 6), (6, 15), (6, 2), (6, 13), (6, 9),
                      (13, 15), (13, 2), (15, 13), (15, 6), (15, 2), (2, 5), (5, 8), (11, 2)):
    jump(try_, start, target)


def finally_(out):
    try:
        raise ValueError
    finally:
        out.append(4)
        out.append(5)
    out.append(6)


for start, target in ((4, 6), (4, 5), (5, 4), (2, 4), (2, 6), (4, 1)):
    jump(finally_, start, target)


def nested_except(out):
    try:
        raise KeyError
    except KeyError:
        try:
            raise ValueError
        except ValueError:
            out.append(type(sys.exception()).__name__)
            out.append(8)
        out.append(type(sys.exception()).__name__)
    out.append(sys.exception())


for start, target in ((7, 9), (7, 10), (9, 10), (7, 8), (9, 7)):
    jump(nested_except, start, target)


def unbound(out):
    out.append(1)
    a = 2
    b = 3
    out.append((a, b))


for start, target in ((1, 4), (2, 4), (3, 4), (4, 2)):
    jump(unbound, start, target)


def generator(out):
    out.append(1)
    x = yield 2
    out.append(x)
    for i in (yield 4), 5:
        out.append(i)
    yield from iter("ab")
    return 7


for start, target, event in ((1, 3, "line"), (2, 3, "return"), (2, 1, "call"), (2, 4, "call"), (5, 6, "line"), (1, 5, "line"),
                             (6, 1, "line"), (6, 7, "return"), (7, 1, "return"), (0, 1, "call")):
    jump(generator, start, target, event)


def raising(out):
    out.append(1)
    raise ValueError
    out.append(3)


jump(raising, 2, 3)
jump(raising, 2, 3, "exception")
jump(raising, 2, 3, "return")


class Async:
    async def __aenter__(self):
        return self

    async def __aexit__(self, *args):
        return True

    def __aiter__(self):
        return self

    n = 0

    async def __anext__(self):
        self.n += 1
        if self.n > 2:
            raise StopAsyncIteration
        return self.n


async def async_(out):
    async with Async():
        out.append(2)
        out.append(3)
    out.append(4)
    async for i in Async():
        out.append(6)
        out.append(7)
    out.append(8)


for start, target in ((2, 4), (4, 2), (2, 3), (4, 6), (6, 8), (6, 7), (8, 6), (2, 7)):
    jump(async_, start, target)


def nested_blocks(out):
    for i in range(2):
        with Context():
            try:
                out.append(4)
            except ValueError:
                out.append(6)
            out.append(7)
        out.append(8)
    out.append(9)


for start, target in ((4, 9), (4, 8), (4, 7), (4, 2), (8, 4), (9, 8), (4, 6), (7, 9)):
    jump(nested_blocks, start, target)


def match_(out):
    match [1, 2]:
        case [a, b] if a:
            out.append(3)
        case _:
            out.append(5)
    out.append(6)


for start, target in ((3, 5), (1, 5), (1, 3), (6, 3), (3, 6)):
    jump(match_, start, target)
