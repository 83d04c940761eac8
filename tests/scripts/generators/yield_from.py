# Delegation: values, results, send, throw and close pass through; other iterables.
def inner():
    log = []
    try:
        while True:
            try:
                log.append((yield len(log)))
            except ValueError as e:
                log.append(repr(e))
            if log and log[-1] == "stop":
                return log
    finally:
        print("inner finally")
def outer():
    r = yield from inner()
    print("result", r)
    yield "outer"
    return "outer result"
o = outer()
print(next(o), o.send("a"), o.throw(ValueError("v")), o.send("stop"))
try:
    next(o)
except StopIteration as e:
    print(e.value)
o = outer()
next(o)
print(o.close())
o = outer()
next(o)
try:
    o.throw(KeyError("through both"))
except KeyError as e:
    print(repr(e))
def many():
    yield from [1, 2]
    yield from "ab"
    yield from range(2)
    yield from {"k": 1}
    yield from ()
    x = yield from (i for i in [9])
    yield x
print(list(many()))
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 2: raise StopIteration("value of It")
        return self.n
def d(x):
    r = yield from x
    print("got", r)
print(list(d(It())))
o = d(It())
next(o)
for f in (lambda: o.send(5),):
    try:
        f()
    except AttributeError as e:
        print(e)
for x in (5, None, int):
    try:
        list(d(x))
    except TypeError as e:
        print(e)
async def coro(): pass
c = coro()
try:
    list(d(c))
except TypeError as e:
    print(e)
c.close()
def chain(n):
    if n: yield from chain(n - 1)
    yield n
print(list(chain(30)) == list(range(31)), sum(1 for _ in chain(50)))
def tree(t):
    if t:
        l, v, r = t
        yield from tree(l)
        yield v
        yield from tree(r)
print(*tree((((None, 1, None), 2, None), 3, ((None, 4, None), 5, None))))
