# list methods, sorting, identity, mutation while iterating, comparison.
l = [3, 1, 2]
l.append(5); l.extend((7, 6)); l.insert(1, 9); l.insert(-1, 8); l.insert(100, 0)
print(l, l.pop(), l.pop(0), l.index(2), l.count(9), l.copy() == l, l.copy() is l)
l.remove(9); l.reverse()
print(l); l.sort(); print(l); l.sort(key=lambda x: -x); print(l); l.sort(reverse=True, key=lambda x: x % 3); print(l)
print(sorted("banana"), sorted([(1, "b"), (1, "a"), (0, "z")]), sorted({"b": 1, "a": 2}), sorted([3, 1], reverse=True), sorted([[2], [1, 5], []]))
print([1, 2] + [3], [0] * 3, 2 * [1, 2], [] * 5, [1] * -1, 2 in [1, 2], [1, 2] == [1, 2], [1, 2] < [1, 3], [1] < [1, 0], [] < [0], [1, 2] != [2, 1], [[1]] == [[1]])
a = b = [1]
a += [2]
a *= 2
print(b, a is b)
grid = [[0] * 2] * 2
grid[0][0] = 1
print(grid, list(), list("ab"), list({1: 2}), list(range(3)), bool([]), len([1, 2]))
it = [1, 2, 3]
out = []
for x in it:
    out.append(x)
    if x < 10 and len(it) < 8: it.append(x * 10)
print(out, it)
it = [1, 2, 3, 4]
for x in it: it.remove(x)
print(it)
it = [1, 2, 3]; i = iter(it); next(i); it.clear(); print(list(i), it)
r = reversed([1, 2, 3]); print(next(r), list(r), list(reversed("ab")), list(enumerate("ab", 5)))
calls = []
class K:
    def __init__(self, v): self.v = v
    def __lt__(self, o): calls.append((self.v, o.v)); return self.v < o.v
    def __repr__(self): return f"K{self.v}"
print(sorted([K(2), K(1), K(3)]), calls, min([K(5), K(4)]), max(K(1), K(2)))
stable = sorted([("a", 2), ("b", 1), ("c", 2), ("d", 1)], key=lambda t: t[1]); print(stable)
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, "|", e)
m = [1]
for f in (lambda: sorted([1, "a"]), lambda: [].pop(), lambda: m.index(5), lambda: m.index(1, 5), lambda: m.remove(5), lambda: m.insert("a", 1), lambda: m.append(), lambda: m.append(1, 2), lambda: list(1), lambda: list(1, 2), lambda: m.extend(5), lambda: m.sort(lambda x: x), lambda: m.sort(key=5) or m, lambda: [3, 1].sort(key=lambda x: 1 / 0), lambda: m * 1.5, lambda: m.pop("a"), lambda: m.nope, lambda: hash(m), lambda: sorted(5), lambda: m[0:1:0]):
    show(f)
def mutates(l):
    l.sort(key=lambda x: l.append(9) or x)
show(lambda: mutates([2, 1]))
print([1, [2, [3]]], [None, True, "s", b"b", 1.5, (1,), {1}, {1: 2}])
x = [1, 2, 3, 4, 5]
x[1], x[3] = x[3], x[1]
del x[0], x[-1]
print(x, x[-1], x.__len__(), x.__contains__(3), [*map(str, x)])
