# The frame of a generator: locals, line, clear, survival.
import sys
def g(a):
    b = a + 1
    yield b
    c = 5
    yield c
base = g.__code__.co_firstlineno
o = g(1)
f = o.gi_frame
print(f.f_lineno - base, f.f_code is g.__code__, f.f_globals is globals(), sorted(f.f_locals))
next(o)
print(f.f_lineno - base, sorted(f.f_locals.items()), f.f_back)
next(o)
print(f.f_lineno - base, sorted(f.f_locals.items()))
try:
    f.clear()
except RuntimeError as e:
    print(e)
print(list(o), o.gi_frame, sorted(f.f_locals.items()))
f.clear()
print(dict(f.f_locals), f.f_lineno - base)
def running():
    fr = sys._getframe()
    try:
        fr.clear()
    except RuntimeError as e:
        print(e)
    print(fr.f_back.f_code.co_name, fr is me.gi_frame)
    yield
def caller():
    next(me)
me = running()
caller()
print(me.gi_frame.f_back)
def depth():
    yield from inner()
def inner():
    fr = sys._getframe()
    names = []
    while fr:
        names.append(fr.f_code.co_name)
        fr = fr.f_back
        if names[-1] == "driver": break
    yield names
def driver(): return next(depth())
print(driver())
def keep():
    x = [1, 2, 3]
    yield sys._getframe()
fr = next(keep())
import gc
gc.collect()
print(fr.f_code.co_name)
try:
    sys._getframe(10000)
except ValueError as e:
    print(e)
print(sys._getframe().f_code.co_name, sys._getframe().f_locals is globals())
