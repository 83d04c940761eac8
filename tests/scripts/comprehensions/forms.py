# List, set and dict comprehensions: conditions, nesting, targets, unpacking values.
print([x for x in range(5)], {x % 3 for x in range(9)}, {x: x * x for x in range(4)})
print([x for x in range(20) if x % 2 if x % 3], [(x, y) for x in range(3) for y in "ab"], [y for x in range(4) for y in range(x)])
print([[j for j in range(i)] for i in range(4)], {k: [v for v in range(k)] for k in range(3)}, [{x: y} for x, y in zip("ab", [1, 2])])
print([a + b for a, b in [(1, 2), (3, 4)]], [h for h, *_ in ["abc", "de"]], [(a, b, c) for (a, (b, c)) in [(1, (2, 3))]])
d = {"a": 1, "b": 2}
print({v: k for k, v in d.items()}, [f"{k}={v}" for k, v in sorted(d.items())], {k.upper() for k in d} == {"A", "B"})
print([x if x % 2 else -x for x in range(5)], [not x for x in (0, 1)], [(lambda: x)() for x in range(3)])
print([i for i in range(5) if (lambda v: v > 2)(i)], [*(i for i in range(3)), *[j for j in "ab"]])
print(sum([x for x in range(101)]), len({c for c in "mississippi"}), sorted({w: len(w) for w in "the quick brown fox".split()}.items()))
matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in matrix] for i in range(3)], [x for row in matrix for x in row if x != 5], [r[::-1] for r in matrix])
print([y := 1, y ** 2], [last := i for i in range(4)], last)
print([x for x in [y for y in [z for z in range(3)]]], [[x, y] for x in range(2) for y in range(x, 3)])
class C:
    n = 3
    squares = [i * i for i in range(n)]
print(C.squares)
def f():
    x = 100
    r = [x for x in range(3)], {x for x in [x]}, {x: x for x in (x,)}
    return r, x
print(f())
def g(n):
    return [[i + j for j in range(n)] for i in range(n) if i != 1]
print(g(3))
def shadowed():
    i = "i"
    return [i for i in range(3)] + [i], [[i for i in range(2)] for i in range(2)], i
print(shadowed())
def target_attr():
    class O: pass
    o = O()
    [0 for o.x in range(3)]
    lst = [0] * 2
    [0 for lst[1] in range(5)]
    return o.x, lst
print(target_attr())
for bad in (lambda: [x for x in 5], lambda: {[]: 1 for _ in [1]}, lambda: {[] for _ in [1]}, lambda: [a for a, b in [(1, 2, 3)]], lambda: [undefined_thing for _ in [1]], lambda: [q for q in [1] if q.nope]):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
