# Attributes of frames with their setter rules, f_back, repr, _getframe, clear.
import sys


def show(label, thunk):
    try:
        result = thunk()
    except BaseException as error:
        print(label, "!", type(error).__name__, error)
    else:
        print(label, "=", result)


def setter(frame, name, value):
    def run():
        setattr(frame, name, value)
        return getattr(frame, name)

    return run


def deleter(frame, name):
    def run():
        delattr(frame, name)
        return getattr(frame, name)

    return run


def frame_of(a=1):
    return sys._getframe()


f = frame_of()
print(sorted(n for n in dir(f) if not n.startswith("__") or n in ("__sizeof__",)))
for name in ("f_back", "f_locals", "f_lasti", "f_globals", "f_builtins", "f_code", "f_generator", "f_lineno", "foo"):
    show("set " + name, setter(f, name, None))
    show("del " + name, deleter(f, name))
for name in ("f_trace", "f_trace_lines", "f_trace_opcodes"):
    print(name, getattr(f, name))
    for value in (True, False, 5, None, "x", 1):
        show("set %s %r" % (name, value), setter(f, name, value))
show("del f_trace_lines", deleter(f, "f_trace_lines"))
show("del f_trace", deleter(f, "f_trace"))
show("del f_trace_opcodes", deleter(f, "f_trace_opcodes") if False else lambda: None)
for value in (True, 2.0, "a", 10, -1):
    show("set f_lineno %r" % (value,), setter(f, "f_lineno", value))

print(f.f_lineno, f.f_code.co_name, f.f_code is frame_of.__code__, f.f_globals is globals(), type(f.f_builtins))
print(f.f_back is sys._getframe(), f.f_generator)
text = repr(f)
print(text.startswith("<frame at 0x"), text[text.index(", file"):].replace(f.f_code.co_filename, "FILE"))


def identity():
    return sys._getframe() is sys._getframe(), sys._getframe(0) is sys._getframe(-3), sys._getframe(True) is sys._getframe(1)


print(identity())
show("deep", lambda: sys._getframe(1000))
show("float", lambda: sys._getframe(1.0))
show("str", lambda: sys._getframe("1"))
show("two", lambda: sys._getframe(1, 2))
show("big", lambda: sys._getframe(10**30))


def caller():
    return callee()


def callee():
    frame = sys._getframe()
    names = []
    while frame is not None:
        names.append(frame.f_code.co_name)
        frame = None if names[-1] == "<module>" else frame.f_back
    return names


print(caller())
print(list(map(lambda _: callee(), "a"))[0])
print(sorted([1], key=lambda _: print(callee()))[0])


class Sized:
    def __len__(self):
        print(callee())
        return 3

    def __hash__(self):
        print(callee())
        return 1


len(Sized())
{Sized(): 1}


def lines():
    frame = sys._getframe()
    print(frame.f_lineno - frame.f_code.co_firstlineno)
    print(
        frame.f_lineno - frame.f_code.co_firstlineno,
        (
            frame.f_lineno
            - frame.f_code.co_firstlineno
        ),
    )
    return frame


g = lines()
print(g.f_lineno - g.f_code.co_firstlineno)


def gen(a):
    b = 1
    yield b
    yield sys._getframe().f_back.f_code.co_name


def celled(a, b, c, d):
    yield lambda: (a, b, c, d)


g = gen(5)
frame = g.gi_frame
print(frame.f_lasti, frame.f_lineno - g.gi_code.co_firstlineno, frame.f_back, frame.f_generator is g)
c = celled(1, 2, 3, 4)
print(c.gi_frame.f_lasti)
print(next(g), frame.f_back, frame.f_lineno - g.gi_code.co_firstlineno, frame is g.gi_frame)
show("clear suspended", frame.clear)


def resumer():
    return next(g)


print(resumer())
print(next(g, "end"), frame.f_generator, g.gi_frame)
print(frame.f_locals, frame.clear(), frame.f_locals)

g = gen(1)
frame = g.gi_frame
print(frame.clear(), g.gi_frame, next(g, "finished"))


def running():
    frame = sys._getframe()
    show("clear running", frame.clear)
    show("clear caller", frame.f_back.clear)
    yield frame.clear
    show("clear running again", frame.clear)


for clear in running():
    show("clear from outside", clear)


def finished():
    local = [1]
    cell = "kept"
    return sys._getframe(), lambda: cell


frame, closure = finished()
frame.f_locals["extra"] = 1
frame.f_trace = print
lasti, line = frame.f_lasti, frame.f_lineno
print(frame.clear(), frame.f_locals, frame.f_trace, closure())
print(frame.f_lasti == lasti, frame.f_lineno == line, frame.f_code.co_name, frame.f_globals is globals())
print(frame.clear())
frame.f_locals["cell"] = "written"
frame.f_locals["local"] = "again"
print(frame.f_locals, closure())
show("clear arguments", lambda: frame.clear(1))

space = {}
exec("import sys\nframe = sys._getframe()", space)
frame = space["frame"]
print(frame.f_locals is space)
frame.clear()
print(frame.f_locals is space, frame.f_locals, frame.f_locals is frame.f_locals, "frame" in space)
print(frame.__sizeof__() > 0, sys._getframe().f_lineno)
show("type", lambda: type(frame)())


def subclass():
    class Sub(type(frame)):
        pass


show("subclass", subclass)
show("hash", lambda: hash(frame) == hash(frame))
show("reduce", lambda: frame.__reduce_ex__(4))


def builtins():
    space = {"__builtins__": {"len": len, "__import__": __import__}}
    exec("import sys\ndef f(): return sys._getframe()", space)
    frame = space["f"]()
    print(sorted(frame.f_builtins))
    space["__builtins__"] = {}
    print(sorted(space["f"]().f_builtins))


builtins()
try:
    try:
        1 / 0
    except ZeroDivisionError as error:
        here = error.__traceback__.tb_frame
        print(here is sys._getframe(), error.__traceback__.tb_next)
        raise KeyError from None
except KeyError as error:
    print(error.__traceback__.tb_lineno == sys._getframe().f_lineno - 2)
