# __slots__: storage, absence of __dict__, inheritance, errors.
class P:
    __slots__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
class Q(P):
    __slots__ = ("z",)
class R(P): pass
p, q, r = P(1, 2), Q(3, 4), R(5, 6)
q.z = 7
r.anything = 8
print(p.x, p.y, q.x, q.z, r.anything, r.__dict__)
print(P.__slots__, Q.__slots__, hasattr(p, "__dict__"), hasattr(r, "__dict__"), type(P.x).__name__)
def show(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
show(lambda: setattr(p, "z", 1))
show(lambda: delattr(p, "x"))
show(lambda: p.x)
show(lambda: delattr(p, "x"))
show(lambda: P.x.__get__(P(9, 9), P))
show(lambda: P.x.__get__(5, int))
show(lambda: type("B", (), {"__slots__": ("a", "a b")}))
show(lambda: type("B", (), {"__slots__": ("a",), "a": 1}))
show(lambda: type("B", (), {"__slots__": (1,)}))
show(lambda: type("B", (int,), {"__slots__": ()})(5) + 1)
show(lambda: type("B", (tuple,), {"__slots__": ("a",)}))
class One:
    __slots__ = "single"
o = One()
o.single = 1
print(o.single)
class D:
    __slots__ = ("a", "__dict__", "__weakref__")
d = D()
d.a = 1; d.b = 2
print(d.a, d.b, d.__dict__)
class M:
    __slots__ = ("__private",)
    def __init__(self): self.__private = 3
print(M()._M__private)
class A1: __slots__ = ("a",)
class B1: __slots__ = ("b",)
show(lambda: type("C1", (A1, B1), {}))
class E1: __slots__ = ()
print(type("F1", (A1, E1), {"__slots__": ()}).__name__)
import weakref
try:
    weakref.ref(p)
except TypeError as e:
    print(e)
