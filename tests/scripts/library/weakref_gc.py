# weakref and gc.
import gc, weakref
class C:
    def __init__(self, n): self.n = n
    def m(self): return self.n
    def __repr__(self): return f"C{self.n}"
c = C(1)
r = weakref.ref(c, lambda ref: print("callback", ref() is None))
print(r() is c, weakref.getweakrefcount(c), r == weakref.ref(c), isinstance(r, weakref.ref))
del c
gc.collect()
print(r())
a = C(2); p = weakref.proxy(a)
print(p.n, p.m()); p.n = 22; print(a.n)
del a; gc.collect()
try: p.n
except ReferenceError as e: print(e)
d = weakref.WeakValueDictionary(); k = weakref.WeakKeyDictionary(); s = weakref.WeakSet()
x, y = C(3), C(4)
d["x"], d["y"] = x, y; k[x] = "kx"; s.add(x); s.add(y)
print(sorted(d), k[x], len(s), y in s)
del y; gc.collect()
print(sorted(d), len(s), len(k))
wm = weakref.WeakMethod(x.m); print(wm()())
f = weakref.finalize(x, print, "finalized", 3)
print(f.alive); del x; gc.collect(); print(f.alive, len(d), len(k), wm())
finals = []
class D(C):
    def __del__(self): finals.append(self.n)
one, two = D(5), D(6)
one.other, two.other = two, one
r1 = weakref.ref(one)
del one, two
gc.collect(); print(r1(), sorted(finals))
class Phoenix:
    saved = []
    def __del__(self): Phoenix.saved.append(self); print("resurrected")
ph = Phoenix(); del ph; gc.collect()
print(len(Phoenix.saved)); Phoenix.saved.clear(); gc.collect(); print("finalizer ran once")
for bad in (5, "s", (), None, [1]):
    try: weakref.ref(bad)
    except TypeError as e: print(e)
def fn(): pass
print(weakref.ref(fn)() is fn, weakref.ref(C)() is C, gc.isenabled(), weakref.ref(set)() is set); gc.disable(); print(gc.isenabled()); gc.enable()
class E:
    def __del__(self): order.append("E")
order = []
e = E(); e.self = e; del e; gc.collect(); print(order)
