# Attributes of generators in every state, and which of them can be set.
def g(a):
    x = 1
    yield x
    y = yield from inner()
    return y
def inner():
    yield "from inner"
    return "inner result"
def state(o):
    return o.gi_running, o.gi_suspended, o.gi_frame is not None, o.gi_yieldfrom is not None
o = g(5)
print(state(o), o.gi_code is g.__code__, o.gi_code.co_name)
print(o.gi_frame.f_locals["a"], o.gi_frame.f_lineno - g.__code__.co_firstlineno)
print(next(o), state(o), dict(o.gi_frame.f_locals), o.gi_frame.f_lineno - g.__code__.co_firstlineno)
print(next(o), state(o), o.gi_yieldfrom.__name__)
f = o.gi_frame
print(f is o.gi_frame, f.f_back)
try:
    next(o)
except StopIteration as e:
    print(e.value)
print(state(o), o.gi_frame, o.gi_code.co_name)
def self_look():
    print(state(me), me.gi_frame is not None)
    yield
    print(state(me))
me = self_look()
next(me)
list(me)
o.__name__ = "new name"
o.__qualname__ = "new.qualname"
print(o.__name__, o.__qualname__, repr(o).split(" at ")[0])
for a in ("__name__", "__qualname__", "gi_frame", "gi_running", "gi_code", "gi_yieldfrom", "gi_suspended", "foo"):
    try:
        setattr(o, a, 1)
    except Exception as e:
        print(type(e).__name__, e)
try:
    del o.__name__
except TypeError as e:
    print(e)
g.__name__ = "renamed function"
print(g(1).__name__, g(1).__qualname__)
try:
    type(o)()
except TypeError as e:
    print(e)
try:
    class Sub(type(o)): pass
except TypeError as e:
    print(e)
print(type(o)[int, str], sorted(n for n in dir(o) if n[:1] != "_"))
