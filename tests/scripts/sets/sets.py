# set and frozenset.
s = {3, 1, 2}
s.add(4); s.add(1); s.discard(9); s.discard(3); s.update([5], (6, 7))
print(sorted(s), len(s), 1 in s, 9 in s, s == {1, 2, 4, 5, 6, 7}, set(), bool(set()), sorted(set("hello")), set([1, 1]), {1} == frozenset([1]), {*()} == set())
a, b = {1, 2, 3}, {2, 3, 4}
print(a & b, a | b, a - b, a ^ b, a.intersection(b, [2]), a.union([9], "x") == {1, 2, 3, 9, "x"}, a.difference([1]), a.symmetric_difference(b), a <= b, a < a, {2} < a, a >= {1}, a.issubset([1, 2, 3, 4]), a.issuperset([1]), a.isdisjoint({7}), a != b)
c = set(a); c |= {7}; c &= {1, 7, 8}; c -= {8}; c ^= {1, 2}; print(sorted(c), a.copy() == a)
c.clear(); print(c, c.pop() if c else "empty", {1, 1.0, True}, {0, False})
f = frozenset([1, 2]); print(f, hash(f) == hash(frozenset([2, 1])), {f: "key"}[frozenset({1, 2})], f | {3}, type(f | {3}).__name__, type({3} | f).__name__, f & {1}, frozenset(), {frozenset([1])} == {frozenset([1])}, f.union([5]) == {1, 2, 5})
n = {i for i in range(1000)}
for i in range(0, 1000, 3): n.remove(i)
print(len(n), sum(n), max(n), 3 in n, 4 in n)
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, "|", e)
def grow():
    x = {1, 2}
    for i in x: x.add(i + 10)
for f in (lambda: a.remove(99), lambda: set().pop(), lambda: {[]}, lambda: set(5), lambda: a | [1], lambda: a.union(5), lambda: f.add, lambda: a + b, lambda: a < 5, lambda: hash(a), lambda: a[0], lambda: set(1, 2), grow, lambda: a.add([]), lambda: [] in a, lambda: {1} in {frozenset([1])}, lambda: a.nope, lambda: a.add(), lambda: frozenset(5)):
    show(f)
print(sorted({x % 5 for x in range(20)}), sorted({(x, y) for x in (1, 2) for y in (1, 2) if x != y}), sum({1, 2, 3}), sorted(a | {"x"} - {"x"}), {None}, {"only"}, {(1, 2)})
x = 3
print(x in {1, 2, 3}, x in {"a"}, x not in {3}, "b" in {"a", "b"})
