# Weak references and finalizers: which of them come first.
import gc, weakref

class X: pass
def gen(x=None):
    try: yield 1
    finally: print("finally", wr(), wx and wx() is not None)
class D:
    def __del__(self): print("del", wr() is not None, wx and wx() is not None)
wx = None
print("-- a generator")
x = X(); wx = weakref.ref(x, lambda r: print("callback of x"))
g = gen(x); next(g); wr = weakref.ref(g, lambda r: print("callback of g", r()))
del x, g; gc.collect()
print("-- an instance")
d = D(); d.x = X(); wx = weakref.ref(d.x, lambda r: print("callback of x")); wr = weakref.ref(d)
del d; gc.collect(); print(wr(), wx())
print("-- in a cycle")
d = D(); d.d = d; d.x = X(); wx = weakref.ref(d.x); wr = weakref.ref(d, lambda r: print("callback of d"))
del d; gc.collect(); print(wr(), wx())
print("-- several of one object")
wx = None; wr = lambda: None
g = gen(); next(g)
refs = [weakref.ref(g, lambda r, i=i: print("callback", i)) for i in range(3)]
del g; gc.collect(); print([r() for r in refs])
print("-- a dead reference calls nobody")
g = gen(); next(g); r = weakref.ref(g, lambda r: print("never")); del r, g; gc.collect()
print("-- resurrection")
kept = []
class R:
    def __del__(self): kept.append(self)
d = R(); wr = weakref.ref(d, lambda r: print("callback of R")); del d; gc.collect()
print(wr() is kept[0]); kept.clear(); gc.collect(); print(wr())
print("-- weak containers")
ws = weakref.WeakSet(); wd = weakref.WeakValueDictionary(); wk = weakref.WeakKeyDictionary()
x = X(); ws.add(x); wd["x"] = x; wk[x] = 1
print(len(ws), len(wd), len(wk)); del x; gc.collect(); print(len(ws), len(wd), len(wk))
f = weakref.finalize(g := X(), print, "finalize"); print(f.alive); del g; gc.collect(); print(f.alive)
print("end")
