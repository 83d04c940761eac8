# Functions as values: tables, composition, partial application, bound methods.
import functools
def compose(*fs):
    return functools.reduce(lambda f, g: lambda x: f(g(x)), fs)
inc = lambda x: x + 1
dbl = lambda x: x * 2
print(compose(inc, dbl)(5), compose(dbl, inc)(5), compose(inc, inc, inc)(0))
ops = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b}
print([ops[o](6, 3) for o in "+-*"])
class Counter:
    def __init__(self):
        self.n = 0
    def bump(self, by=1):
        self.n += by
        return self.n
c = Counter()
b = c.bump
print(b(), b(5), b.__self__ is c, b.__func__ is Counter.bump, c.bump == b, c.bump is b)
print(Counter.bump(c, 10), b.__name__, b.__qualname__)
print(list(map(c.bump, [1, 2, 3])), hash(c.bump) == hash(b))
upper = "abc".upper
print(upper(), str.upper("xyz"), [].append.__name__, len.__name__)
print(sorted(["bb", "a", "ccc"], key=len, reverse=True), sorted([3, -5, 1], key=abs))
def curry(f, n):
    def step(*got):
        return f(*got) if len(got) == n else lambda x: step(*got, x)
    return step()
print(curry(lambda a, b, c: (a, b, c), 3)(1)(2)(3))
p = functools.partial(int, base=2)
print(p("1010"), p.func is int, p.args, p.keywords, functools.partial(p, "11")())
print(callable(len), callable(Counter), callable(c), callable(b), callable(3))
print(isinstance(b, type(c.bump)), type(b).__name__, type(inc).__name__, type(len).__name__)
