# Traceback objects.
import sys
import types


def show(label, thunk):
    try:
        result = thunk()
    except BaseException as error:
        print(label, "!", type(error).__name__, error)
    else:
        print(label, "=", result)


def fails(n):
    if n:
        return fails(n - 1)
    raise ValueError("deep")


def caught(*args):
    try:
        fails(*args)
    except ValueError as error:
        return error


error = caught(2)
tb = error.__traceback__
print(type(tb) is types.TracebackType, sorted(n for n in dir(tb) if not n.startswith("__")), dir(tb))
lines = []
while tb:
    lines.append((tb.tb_frame.f_code.co_name, tb.tb_lineno - tb.tb_frame.f_code.co_firstlineno, tb.tb_lasti >= 0))
    tb = tb.tb_next
print(lines)
tb = error.__traceback__


def setter(name, value, target=tb):
    def run():
        setattr(target, name, value)

    return run


def deleter(name):
    def run():
        delattr(tb, name)

    return run


for name in ("tb_frame", "tb_lasti", "tb_lineno", "foo"):
    show("set " + name, setter(name, None))
    show("del " + name, deleter(name))
show("next int", setter("tb_next", 1))
show("next self", setter("tb_next", tb))
show("next loop", setter("tb_next", tb, tb.tb_next))
show("next none", setter("tb_next", None))
show("next del", deleter("tb_next"))
print(tb.tb_next)
T = types.TracebackType
frame = sys._getframe()
show("no arguments", lambda: T())
show("int next", lambda: T(1, frame, 1, 1))
show("int frame", lambda: T(None, 1, 1, 1))
show("str lasti", lambda: T(None, frame, "1", 1))
show("str lineno", lambda: T(None, frame, 1, "1"))
show("keywords", lambda: T(tb_next=None, tb_frame=frame, tb_lasti=2, tb_lineno=77).tb_lineno)
made = T(tb, frame, 4, 99)
print(made.tb_next is tb, made.tb_frame is frame, made.tb_lasti, made.tb_lineno)
print(T(None, frame, 0, -1).tb_lineno is not None)


def subclass():
    class Sub(T):
        pass


show("subclass", subclass)
e = ValueError()
print(e.with_traceback(made) is e, e.__traceback__ is made)
show("with int", lambda: e.with_traceback(1))
show("set int", setter("__traceback__", 1, e))
show("del", lambda: delattr(e, "__traceback__"))
e.__traceback__ = None
print(e.__traceback__)


def reraised():
    try:
        try:
            fails(0)
        except ValueError as first:
            raise first
    except ValueError as second:
        names = []
        entry = second.__traceback__
        while entry:
            names.append((entry.tb_frame.f_code.co_name, entry.tb_lineno - entry.tb_frame.f_code.co_firstlineno))
            entry = entry.tb_next
        return names


print(reraised())
