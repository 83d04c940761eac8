# all, any, tuple, list and others called with a generator expression; the same names shadowed.
def f(xs):
    return all(x > 0 for x in xs), any(x > 2 for x in xs), tuple(x * 2 for x in xs), list(x for x in xs), sum(x for x in xs), set(x for x in xs), max(x for x in xs), dict((x, 1) for x in xs), frozenset(x for x in xs)
print(f([1, 2, 3]), f([0, -1]))
def g(xs):
    seen = []
    r = all(seen.append(x) or x for x in xs)
    s = any(seen.append(x) or x for x in xs)
    return r, s, seen
print(g([1, 0, 2]), g([]))
def raising(kind):
    try: return kind(1 / x for x in [1, 0])
    except ZeroDivisionError as e: return kind.__name__, str(e)
print([raising(k) for k in (tuple, list, set, sum)], raising(all), raising(any))
def direct():
    try: return tuple(1 / x for x in [1, 0])
    except ZeroDivisionError: return "direct"
print(direct(), tuple(x for x in ()), all(x for x in ()), any(x for x in ()))
def shadowed():
    all = lambda g: ("my all", list(g))
    any = lambda g: ("my any", list(g))
    return all(x for x in "ab"), any(x for x in "c")
print(shadowed())
tuple = lambda g: ("global tuple", [*g])
print((lambda: tuple(x for x in "de"))())
del tuple
print((lambda: tuple(x for x in "de"))())
def gen():
    yield all(x for x in [1, 1])
    yield tuple(y for y in (z for z in range(3)))
print([*gen()])
async def agen_arg():
    async def ag():
        yield 1
    try: return tuple(x async for x in ag())
    except TypeError as e: return str(e)
try: agen_arg().send(None)
except StopIteration as e: print(e.value)
print("-".join(str(x) for x in range(3)), sorted((x for x in "cab"), reverse=True), [*map(lambda g: next(g), [(i for i in "q")])], len([*(x for x in range(10) if x % 3)]))
