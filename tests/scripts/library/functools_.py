# functools.
import functools
@functools.lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), fib.cache_info()); fib.cache_clear(); print(fib.cache_info())
@functools.cache
def sq(x): print("computing", x); return x * x
print(sq(3), sq(3), sq(x=3))
@functools.lru_cache(2)
def two(x): print("miss", x); return x
two(1); two(2); two(1); two(3); two(2)
p = functools.partial(print, "a", sep="-"); p("b"); functools.partial(p, "c")("d")
print(functools.reduce(lambda a, b: a * b, [1, 2, 3, 4]), functools.reduce(lambda a, b: a + b, [], 5))
def deco(f):
    @functools.wraps(f)
    def w(*a): return f(*a)
    return w
@deco
def named(x): "doc of named"; return x
print(named.__name__, named.__doc__, named.__wrapped__(3), named(4))
@functools.total_ordering
class V:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n
    def __lt__(self, o): return self.n < o.n
print(V(1) <= V(2), V(1) > V(2), V(2) >= V(2))
print(sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))
class C:
    @functools.cached_property
    def p(self): print("once"); return 5
    @functools.singledispatchmethod
    def m(self, x): return "any"
    @m.register
    def _(self, x: int): return "int"
    pm = functools.partialmethod(lambda self, a, b: (a, b), 1)
c = C(); print(c.p, c.p, c.m("s"), c.m(1), c.pm(2))
@functools.singledispatch
def sd(x): return "object"
@sd.register(list)
def _(x): return "list"
@sd.register
def _(x: int | float): return "number"
print(sd("s"), sd([]), sd(1.5), sd(True), sd.dispatch(int)(0))
try: functools.reduce(lambda a, b: a, [])
except TypeError as e: print(e)
print(repr(functools.partial(int, base=2)), functools.partial(int, base=2) == 1)
