# Notes, traceback objects, frames reached through them.
import sys
def a(): b()
def b(): c(1)
def c(x):
    local = "value"
    raise ValueError("deep")
try:
    a()
except ValueError as e:
    tb = e.__traceback__
    names = []
    while tb:
        names.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        last = tb
        tb = tb.tb_next
    print(names, last.tb_frame.f_locals["x"], last.tb_frame.f_code.co_varnames)
    e.add_note("first")
    e.add_note("second")
    print(e.__notes__)
    try:
        e.add_note(5)
    except TypeError as t:
        print(t)
    print(sys.exception() is e, sys.exc_info()[0].__name__, sys.exc_info()[2] is e.__traceback__)
print(sys.exception(), sys.exc_info())
print(hasattr(ValueError(), "__notes__"))
def reraise():
    try:
        c(2)
    except ValueError as e:
        raise e
try:
    reraise()
except ValueError as e:
    lines, tb = [], e.__traceback__
    while tb:
        lines.append(tb.tb_lineno)
        tb = tb.tb_next
    print(lines)
    e2 = e.with_traceback(None)
    print(e2 is e, e.__traceback__)
def inner_state():
    try:
        raise KeyError("k")
    except KeyError:
        try:
            raise IndexError("i")
        except IndexError:
            seen = [type(sys.exception()).__name__]
        seen.append(type(sys.exception()).__name__)
    seen.append(sys.exception())
    return seen
print(inner_state())
def callee(): return type(sys.exception()).__name__
try:
    raise OSError
except OSError:
    print(callee())
try:
    c(3)
except ValueError as exc:
    print(type(exc.__traceback__).__name__, exc.__traceback__.tb_next.tb_frame.f_lineno >= 7)
