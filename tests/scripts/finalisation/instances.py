# __del__: when, with what, how often.
import gc, sys

def hook(args):
    print("HOOK", args.exc_type.__name__, args.exc_value, "|", args.err_msg.split(" at 0x")[0], "|", args.object)
sys.unraisablehook = hook

class D:
    def __del__(self): print("del", type(self).__name__, getattr(self, "x", None))
d = D(); d.x = 1; del d; gc.collect()
class Sub(D): pass
d = Sub(); del d; gc.collect()
class Slots:
    __slots__ = ("x",)
    def __del__(self): print("slots", self.x)
d = Slots(); d.x = 2; del d; gc.collect()
for base in (dict, list, tuple, int, str, set, float, ValueError, BaseException):
    C = type("C", (base,), {"__del__": lambda self: print("native", type(self).__base__.__name__)})
    d = C(); del d; gc.collect()
class Init:
    def __init__(self): raise ValueError("init")
    def __del__(self): print("del of what failed in __init__")
try: Init()
except ValueError: pass
gc.collect()
class New:
    def __new__(cls): return object.__new__(cls)
    def __del__(self): print("del of what __new__ made")
d = New(); del d; gc.collect()
print("-- errors")
class E:
    def __del__(self): raise OSError("in del")
d = E(); del d; gc.collect()
class Args:
    def __del__(self, more): pass
d = Args(); del d; gc.collect()
class Not:
    __del__ = 5
d = Not(); del d; gc.collect()
class Static:
    @staticmethod
    def __del__(): print("static")
d = Static(); del d; gc.collect()
print("-- set later")
class Later: pass
Later.__del__ = lambda self: print("later")
d = Later(); del d; gc.collect()
class Gone:
    def __del__(self): print("never")
d = Gone(); del Gone.__del__; del d; gc.collect()
class Changed:
    def __del__(self): print("never")
d = Changed(); Changed.__del__ = lambda self: print("changed"); del d; gc.collect()
d = D(); d.__del__ = lambda: print("never"); del d.__dict__["__del__"]; del d; gc.collect()
print("-- resurrection, once")
kept = []
class R:
    def __del__(self): print("R"); kept.append(self)
d = R(); del d; gc.collect(); print(len(kept)); kept.clear(); gc.collect(); print("once")
d = R(); d.me = d; del d; gc.collect(); print(kept[0].me is kept[0]); kept.clear(); gc.collect()
print("-- what it refers to is whole")
class Whole:
    def __init__(self): self.other = D(); self.other.x = [1, {2: 3}]
    def __del__(self): print("whole", self.other.x)
d = Whole(); del d; gc.collect()
print("-- collecting in all places")
def inside():
    d = D(); d.x = "function"; del d; gc.collect()
    yield 1
    d = D(); d.x = "generator"; del d; gc.collect()
list(inside())
def key(v):
    d = D(); d.x = v; del d; gc.collect()
    return v
print(sorted([3, 1, 2], key=key))
print(list(map(key, [1, 2])), [key(v) for v in "ab"], max([1, 2], key=key))
class Nest:
    def __init__(self, n): self.n = n
    def __del__(self):
        print("nest", self.n)
        if self.n: d = Nest(self.n - 1); del d; gc.collect(); print("back", self.n)
d = Nest(3); del d; gc.collect()
def deep(n):
    if n: return deep(n - 1)
    d = D(); d.x = "deep"; del d; gc.collect()
deep(300)
try:
    d = D(); d.x = "try"; 1 / 0
except ZeroDivisionError:
    del d; gc.collect(); print(repr(sys.exception()))
class CM:
    def __enter__(self): d = D(); d.x = "enter"; del d; gc.collect()
    def __exit__(self, *a): d = D(); d.x = "exit"; del d; gc.collect()
with CM(): print("body")
class Prop:
    @property
    def p(self): d = D(); d.x = "property"; del d; gc.collect(); return 1
print(Prop().p)
print("end")
