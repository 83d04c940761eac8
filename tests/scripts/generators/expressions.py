# Generator expressions: scoping, laziness, the eager first iterable, conditions, nesting.
def show(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
g = (x * x for x in range(4))
print(type(g).__name__, g.__name__, g.__qualname__, list(g), list(g))
print(sum(x for x in range(10) if x % 2), "".join(c.upper() for c in "abc"), dict((k, v) for k, v in zip("ab", [1, 2])))
print(list((a, b) for a in range(3) for b in range(a)), list(x for x in range(20) if x % 2 if x % 3))
n = 2
late = (x * n for x in [1, 2, 3])
n = 10
print(list(late))
show(lambda: (x for x in 5))
show(lambda: list(x for x in [1] for y in 5))
show(lambda: list(1 / x for x in [1, 0]))
def eager():
    print("evaluated eagerly")
    return [1, 2]
def lazy():
    print("evaluated lazily")
    return [3]
g = ((a, b) for a in eager() for b in lazy())
print("made")
print(list(g))
def f():
    x = "outer"
    g = (x for x in range(2))
    return list(g), x
print(f())
def captures():
    k = 5
    def inner():
        return list(k + i for i in range(3))
    k = 100
    return inner()
print(captures())
def nested():
    return list(list(i * j for i in range(j)) for j in range(4))
print(nested())
print(any(x > 2 for x in [1, 2, 3]), all(x for x in []), max((len(w), w) for w in ["a", "ccc", "bb"]))
it = iter(range(10))
print(list(zip(it, (x for x in it))))
def walrus():
    return any((hit := x) > 3 for x in [1, 5, 2]), hit
print(walrus())
class K:
    vals = [1, 2]
    doubled = list(v * 2 for v in vals)
print(K.doubled)
print(list(i for i in (j for j in (k for k in range(3)))), *(c for c in "xy"))
print(next((x for x in range(100) if x * x > 50), None), next((x for x in ()), "none"))
print(sorted((x % 3, x) for x in range(6)), min((abs(x - 3) for x in [1, 4, 9]), default=0), min((x for x in ()), default="dflt"))
