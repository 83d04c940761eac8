# Generators as pipeline stages and coroutines of the old kind.
def numbers(n):
    yield from range(1, n + 1)
def mapg(f, it):
    for x in it: yield f(x)
def filterg(p, it):
    for x in it:
        if p(x): yield x
def take(n, it):
    for _, x in zip(range(n), it): yield x
def window(n, it):
    buf = []
    for x in it:
        buf.append(x)
        if len(buf) == n:
            yield tuple(buf)
            del buf[0]
print(list(take(4, filterg(lambda x: x % 3 == 0, mapg(lambda x: x * x, numbers(100))))))
print(list(window(3, numbers(6))))
def averager():
    total = count = 0
    avg = None
    while True:
        x = yield avg
        if x is None: return total, count
        total += x
        count += 1
        avg = total / count
a = averager()
next(a)
print([a.send(x) for x in (10, 20, 60)])
try:
    a.send(None)
except StopIteration as e:
    print(e.value)
def grouper(results):
    while True:
        key = yield
        if key is None: break
        results[key] = yield from sub()
def sub():
    items = []
    while True:
        x = yield
        if x is None: return items
        items.append(x)
res = {}
gr = grouper(res)
next(gr)
for v in ("evens", 2, 4, None, "odds", 1, 3, 5, None):
    gr.send(v)
print(res)
def primes():
    found = []
    n = 2
    while True:
        if all(n % p for p in found):
            found.append(n)
            yield n
        n += 1
print(list(take(10, primes())))
def permutations(xs):
    if not xs: yield []
    for i, x in enumerate(xs):
        for rest in permutations(xs[:i] + xs[i + 1:]):
            yield [x] + rest
print(list(permutations([1, 2, 3])))
def round_robin(*its):
    its = [iter(i) for i in its]
    while its:
        for i in its[:]:
            try:
                yield next(i)
            except StopIteration:
                its.remove(i)
print("".join(round_robin("abc", "d", "ef")))
print(sum(mapg(lambda x: x % 7, numbers(20000))))
