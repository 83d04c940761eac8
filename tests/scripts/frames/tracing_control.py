# Tracers that raise, return something else, are set and unset in the middle;
# f_trace, f_trace_lines, f_trace_opcodes; profilers.
import sys

log = []


def note(frame, event, arg):
    if event == "exception":
        arg = arg[0].__name__, type(arg[1]).__name__, type(arg[2]).__name__
    if event in ("c_call", "c_return", "c_exception"):
        arg = arg.__name__
    if type(arg).__name__ == "async_generator_wrapped_value":
        arg = "wrapped"
    print("  ", event, frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno, arg)


def tracer(frame, event, arg):
    note(frame, event, arg)
    return tracer


def run(label, tracer, function, *args):
    print(label)
    sys.settrace(tracer)
    try:
        result = function(*args)
    except BaseException as error:
        result = type(error).__name__ + ": " + str(error)
    left = sys.gettrace()
    sys.settrace(None)
    print("  ->", result, left is tracer)


def simple(a):
    b = a + 1
    return b


run("plain", tracer, simple, 1)
run("none", lambda *a: note(*a), simple, 1)


def raising(where):
    def trace(frame, event, arg):
        note(frame, event, arg)
        if event == where and frame.f_code.co_name == "victim":
            raise RuntimeError("in " + event)
        return trace

    return trace


def victim():
    try:
        x = 1
        1 / 0
    except RuntimeError as error:
        return "caught " + str(error)
    except ZeroDivisionError:
        x = 2
    return x


for event in ("call", "line", "return", "exception"):
    run("raise in " + event, raising(event), victim)


def victim():
    x = 1
    try:
        y = 2
    except RuntimeError as error:
        y = str(error), type(error.__context__)
    return y


def raise_at_third(frame, event, arg, seen=[]):
    if event == "line" and frame.f_code.co_name == "victim":
        seen.append(1)
        if len(seen) == 3:
            raise RuntimeError("third")
    return raise_at_third


run("caught by the line's own try", raise_at_third, victim)


def changing(frame, event, arg):
    print("   first", event)

    def second(frame, event, arg):
        print("   second", event)
        return third

    def third(frame, event, arg):
        print("   third", event)

    return second


run("changing", changing, simple, 1)
run("not callable", 5, simple, 1)


def set_f_trace():
    frame = sys._getframe()
    a = 1
    frame.f_trace = tracer
    b = 2
    frame.f_trace = None
    c = 3
    frame.f_trace = 5
    d = 4
    return d


run("f_trace", lambda *a: None, set_f_trace)
print("without settrace")
set_f_trace()


def on_off():
    a = 1
    sys.settrace(None)
    b = 2
    sys.settrace(tracer)
    c = 3
    simple(c)
    return c


run("off and on", tracer, on_off)


def start_inside():
    sys.settrace(tracer)
    simple(1)
    sys._getframe().f_trace = tracer
    x = 1
    for i in range(2):
        x += i
    return x


run("start inside", None, start_inside)


def no_lines(frame, event, arg):
    note(frame, event, arg)
    frame.f_trace_lines = False
    return no_lines


run("f_trace_lines", no_lines, simple, 1)


def opcodes_from_line(frame, event, arg):
    note(frame, event, arg)
    frame.f_trace_opcodes = True
    return opcodes_from_line


run("opcodes set by return value", opcodes_from_line, simple, 1)


def opcodes_armed(frame, event, arg):
    note(frame, event, arg)
    frame.f_trace = opcodes_armed
    frame.f_trace_opcodes = True
    return opcodes_armed


run("opcodes armed", opcodes_armed, simple, 1)


def tracing_off_in_tracer(frame, event, arg):
    note(frame, event, arg)
    if event == "line":
        sys.settrace(None)
    return tracing_off_in_tracer


run("off in the tracer", tracing_off_in_tracer, simple, 1)


def tracer_calls(frame, event, arg):
    note(frame, event, arg)
    list(x for x in simple.__name__)
    return tracer_calls


run("calls in the tracer", tracer_calls, simple, 1)


def local_writes(frame, event, arg):
    if event == "line" and frame.f_lineno - frame.f_code.co_firstlineno == 2:
        frame.f_locals["b"] = "changed"
    return local_writes


run("writing locals", local_writes, simple, 1)


def nested(n):
    if n:
        return nested(n - 1)
    raise KeyError(n)


run("through frames", tracer, nested, 2)


def generators():
    def gen():
        try:
            got = yield 1
            yield got
        finally:
            done = True

    g = gen()
    next(g)
    g.send("sent")
    try:
        g.throw(ValueError("thrown"))
    except ValueError:
        pass
    g = gen()
    next(g)
    g.close()
    return [x for x in gen()]


run("generators", tracer, generators)


def returns_value():
    def gen():
        yield 1
        return "value"

    for x in gen():
        pass

    def outer():
        result = yield from gen()
        return result

    for x in outer():
        pass
    try:
        next(iter(()))
    except StopIteration:
        pass
    return list(outer())


run("values of generators", tracer, returns_value)


async def coroutine():
    class Awaitable:
        def __await__(self):
            yield "inside"
            return "done"

    value = await Awaitable()

    class Context:
        async def __aenter__(self):
            return 1

        async def __aexit__(self, *args):
            return False

    async with Context() as c:
        value += str(c)

    async def numbers():
        yield 1
        yield 2

    async for n in numbers():
        value += str(n)
    return value


def drive():
    c = coroutine()
    try:
        while True:
            c.send(None)
    except StopIteration as stop:
        return stop.value


run("coroutines", tracer, drive)


def profiled():
    x = len([1])
    try:
        int("x")
        "abc".index("z")
    except ValueError:
        pass
    [].append(1)
    sorted([2, 1], key=lambda v: v)
    g = (i for i in range(1))
    list(g)
    return simple(1)


print("profile")
sys.setprofile(note)
profiled()
sys.setprofile(None)
print(sys.getprofile())


def bad_profile(frame, event, arg):
    raise RuntimeError("profile")


def protected():
    try:
        simple(1)
    except RuntimeError as error:
        print(error, sys.getprofile())


sys.setprofile(bad_profile)
try:
    protected()
except RuntimeError as error:
    print(error, sys.getprofile())
sys.setprofile(None)
print("both")
sys.setprofile(lambda f, e, a: print("   profile", e, f.f_code.co_name))
run("both", tracer, simple, 1)
sys.setprofile(None)
for call in (sys.settrace, sys.setprofile, sys.gettrace):
    try:
        call(1, 2)
    except TypeError as error:
        print(error)
