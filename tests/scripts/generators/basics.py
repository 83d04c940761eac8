# Generators: laziness, values, return, for loops, attributes.
def count(n):
    print("start")
    for i in range(n):
        got = yield i
        print("got", got)
    print("end")
    return "result"
g = count(2)
print(type(g).__name__, iter(g) is g, g.__name__, g.__qualname__)
print(next(g))
print(g.send("x"))
try:
    next(g)
except StopIteration as e:
    print("StopIteration", e.value, e.args)
for _ in range(2):
    try:
        next(g)
    except StopIteration as e:
        print("again", e.value, e.args)
print(list(count(0)), next(count(1)), next(iter([]), "default"))
print([x for x in count(1)])
def squares():
    n = 0
    while True:
        yield n * n
        n += 1
it = squares()
print([next(it) for _ in range(5)], [v for v, _ in zip(it, range(3))])
def fib(limit):
    a, b = 0, 1
    while a < limit:
        yield a
        a, b = b, a + b
print(*fib(100), sum(fib(1000)), max(fib(50)), sorted(fib(10), reverse=True), 13 in fib(20), tuple(fib(4)), set(fib(4)))
a, b, *c = fib(30)
print(a, b, c)
def only_return():
    return 5
    yield
try:
    next(only_return())
except StopIteration as e:
    print(e.value)
def returns_tuple():
    yield
    return (1, 2)
g = returns_tuple()
next(g)
try:
    next(g)
except StopIteration as e:
    print(e.value, e.args)
def multi():
    x = yield 1, 2
    yield x
    yield (yield "inner")
g = multi()
print(next(g), g.send("s"), next(g), g.send("t"))
def keyword(*, a, b=2):
    yield a, b
print(*keyword(a=1))
class C:
    def __iter__(self):
        yield from (1, 2)
    def gen(self):
        yield self
print(list(C()), C().gen().__qualname__)
