# __class__ cells, class namespaces, dynamic creation by type(), __build_class__.
import types
class A:
    def cls(self): return __class__
    f = lambda self: __class__.__name__
print(A().cls() is A, A().f())
def body(ns):
    ns["x"] = 1
    ns["m"] = lambda self: self.x
T = types.new_class("T", (A,), {}, body)
print(T().m(), T.__mro__[1] is A, T.__module__)
Dyn = type("Dyn", (A,), {"y": 2, "__doc__": "made by type"})
print(Dyn.y, Dyn.__doc__, Dyn.__name__, Dyn().cls() is A)
print(type("E", (), {}).__bases__, type(5), type(A) is type, type(type) is type)
for f in (lambda: type(), lambda: type("a", "b"), lambda: type(1, (), {}), lambda: type("a", [], {}), lambda: type("a", (), []), lambda: type("a\0b", (), {})):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
name = "shadow"
class N:
    seen = name
    name = "own"
    seen2 = name
print(N.seen, N.seen2)
def make(v):
    class Local:
        value = v
        def get(self): return v, self.value
    return Local
X, Y = make(1), make(2)
print(X().get(), Y().get(), X is Y, X.__qualname__, X.__name__)
X.__name__ = "Renamed"
X.__qualname__ = "Q.R"
print(X, X.__name__)
print(type(A.__dict__).__name__, "cls" in A.__dict__, A.__dict__["cls"] is A.cls)
try:
    A.__dict__["z"] = 1
except TypeError as e:
    print(e)
a = A()
a.__class__ = type("Swapped", (A,), {"swapped": True})
print(a.swapped, type(a).__name__)
class Late:
    def __init__(self): self.kind = type(self).__name__
print(Late().kind, type("Later", (Late,), {})().kind, Late.__weakref__.__class__.__name__)
