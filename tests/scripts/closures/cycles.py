# Closures that contain themselves are collected.
import gc, weakref
class Marker: pass
def make():
    m = Marker()
    def f():
        return f, m
    return f, weakref.ref(m)
f, r = make()
print(f()[0] is f, r() is not None)
del f
gc.collect()
print(r() is None)

def ring(n):
    m = Marker()
    fs = []
    for i in range(n):
        def g(i=i):
            return fs[(i + 1) % n], m
        fs.append(g)
    return fs[0], weakref.ref(m)
g, r = ring(5)
h = g
for _ in range(5):
    h = h()[0]
print(h is g, r() is not None)
del g, h
gc.collect()
print(r() is None)

def gen():
    me = yield
    m = Marker()
    yield weakref.ref(m)
    yield me
g = gen()
next(g)
r = g.send(g)
print(r() is not None)
del g
gc.collect()
print(r() is None)
