# Class bodies, instances, attributes, bound methods.
class Point:
    "A point."
    dims = 2
    def __init__(self, x=0, y=0):
        self.x = x
        self.y = y
    def norm2(self):
        return self.x ** 2 + self.y ** 2
    def __repr__(self):
        return f"Point({self.x}, {self.y})"
    def __eq__(self, other):
        if not isinstance(other, Point):
            return NotImplemented
        return (self.x, self.y) == (other.x, other.y)
    def __hash__(self):
        return hash((self.x, self.y))
p = Point(3, 4)
print(p, p.norm2(), Point.norm2(p), p == Point(3, 4), p != Point(), p == 5, {p: 1}[Point(3, 4)])
print(Point.__name__, Point.__doc__, Point.__module__, Point.__qualname__, Point.__bases__, type(p) is Point)
p.dims = 3
print(p.dims, Point.dims, p.__dict__, Point().dims)
del p.dims
print(p.dims, "dims" in p.__dict__, "dims" in Point.__dict__)
Point.added = lambda self, k: self.x * k
print(p.added(10))
class Outer:
    class Inner:
        def f(self): pass
    x = [Inner]
print(Outer.Inner.__qualname__, Outer.Inner.f.__qualname__, Outer.x)
class Body:
    a = 1
    b = a + 1
    for i in range(3):
        b += i
    if b > 4:
        def m(self): return "conditional method"
    c, *d = b, a, i
    del i
print(Body.b, Body().m(), Body.c, Body.d, hasattr(Body, "i"))
print([k for k in Body.__dict__ if not k.startswith("__")])
print(Body.__firstlineno__, Body.__static_attributes__, sorted(Point.__static_attributes__))
