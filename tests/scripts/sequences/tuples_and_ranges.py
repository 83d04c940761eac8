# tuple and range.
t = (1, 2, 3, 2)
print(t, (), (1,), 1, t[0], t[-1], t[1:3], t.count(2), t.index(3), len(t), 2 in t, t + (4,), t * 2, tuple("ab"), tuple([1]), tuple(), hash((1, 2)) == hash((1, 2)), {(1, 2): "k"}[1, 2])
print((1, 2) < (1, 3), (1,) < (1, 0), () < (0,), (1, "a") == (1, "a"), (1, 2) == [1, 2], ((1,),) == ((1,),), min((3, 1), (2, 9)), sorted([(2, 1), (1, 2)]))
a, b = b, a = 1, 2
print(a, b)
r = range(2, 20, 3)
print(r, list(r), len(r), r[1], r[-1], r[1:4], 5 in r, 6 in r, r.index(8), r.count(8), r.start, r.stop, r.step, list(reversed(r)), r == range(2, 18, 3), r == range(2, 21, 3), hash(range(0)) == hash(range(2, 2)), range(0) == range(5, 5), bool(range(0)))
print(list(range(5, 0, -2)), list(range(0)), list(range(3, 1)), range(10)[2:], range(10 ** 20, 10 ** 20 + 3)[1], len(range(10 ** 9)), 10 ** 14 in range(10 ** 15), sum(range(101)), range(True), list(range(-3, 3)), 2.0 in range(5), "a" in range(5))
for i in range(3):
    i += 10
    print(i, end=" ")
print(i, max(range(5)), [*range(2)], list(zip(range(3), range(3, 6))), range(1, 10).index(4))
it = iter(range(3)); print(next(it), list(it), next(it, "done"), it.__length_hint__())
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, "|", e)
for f in (lambda: t[9], lambda: t["a"], lambda: t.index(9), lambda: tuple(5), lambda: hash(([],)), lambda: t + [1], lambda: t.append, lambda: range(1.5), lambda: range("a"), lambda: range(), lambda: range(1, 2, 3, 4), lambda: range(5).index(9), lambda: range(3)["x"], lambda: setattr(r, "start", 1), lambda: len(range(10 ** 30)), lambda: r < r, lambda: r + r, lambda: t < 5):
    show(f)
def swap3(a, b, c):
    a, b, c = c, a, b
    return a, b, c
def swap2(a, b):
    a, b = b, a
    return a, b
print(swap3(1, 2, 3), swap2(1, 2), (lambda: (1, (2, 3)))()[1][0], (*t, 5), 5 * (0,))
