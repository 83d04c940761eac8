# Frames that outlive their calls: who called them, what they held.
import sys
def inner(): return sys._getframe()
def mid(x): return inner()
def other(x): return len([x])
def top(y):
    fr = [mid(i) for i in (1,)][0]
    return fr
def walk(fr):
    while fr and fr.f_code.co_name != "<module>":
        yield fr.f_code.co_name, sorted(fr.f_locals)
        fr = fr.f_back
kept = top(5)
for i in range(10): other(i)
print(list(walk(kept)))
def through_native(y): return list(map(mid, [y]))[0]
kept = through_native(1)
for i in range(10): other(i)
print(list(walk(kept)))
def fails(n):
    if n: return fails(n - 1)
    raise ValueError("deep")
try:
    fails(3)
except ValueError as e:
    entry, names = e.__traceback__, []
    while entry:
        names.append((entry.tb_frame.f_code.co_name, entry.tb_lineno, entry.tb_frame.f_locals.get("n")))
        entry = entry.tb_next
    print(names[1:])
def gen():
    yield inner()
    yield sys._getframe()
def caller(g): return next(g)
g = gen()
kept = caller(g)
print(list(walk(kept)), kept.f_back.f_back)
kept = caller(g)
print(kept is g.gi_frame, kept.f_back, kept.f_generator is g)
g.close()
print(kept.f_generator, kept.f_back, kept.f_locals)
def clearing(a):
    def closure(): return a
    return sys._getframe(), closure
fr, closure = clearing([1])
fr.clear()
print(dict(fr.f_locals), closure(), fr.f_code.co_name, fr.f_lineno is not None)
print(repr(fr).split(" at ")[0], repr(fr).split(", ")[1:])
for name, value in (("f_trace_lines", 1), ("f_trace_opcodes", None), ("f_back", None), ("f_locals", {}), ("f_code", 1)):
    try:
        setattr(fr, name, value)
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
print(fr.f_trace, fr.f_trace_lines, fr.f_trace_opcodes)
fr.f_trace, fr.f_trace_lines, fr.f_trace_opcodes = 5, False, True
print(fr.f_trace, fr.f_trace_lines, fr.f_trace_opcodes)
del fr.f_trace
print(fr.f_trace)
try:
    type(fr)()
except TypeError as e:
    print(e)
