# Star forms: displays, calls, assignment, subscripts, return and yield.
a, b = [1, 2], (3, 4)
print([*a, *b], (*a, *b), {*a, *b}, {**{"x": 1}, **{"y": 2, "x": 3}}, [*a, 0, *b], (*a,), [*[]], {**{}}, [*"hi", *range(2), *{7: 8}])
print(*a, *b, sep="|")
def f(*args, **kw): return args, kw
print(f(*a, 5, *b), f(*a, k=1), f(k=1, *a), f(**{"p": 1}, q=2, **{"r": 3}), f(*a, **{"z": 1}))
def ret(): return 0, *a, *b
def gen(): yield *a, 9
print(ret(), list(gen()))
first, *rest = range(5)
*init, last = "abcd"
x, *mid, y = (1, 2)
print(first, rest, init, last, x, mid, y)
(p, *q), *r = [(1, 2, 3), 4, 5]
print(p, q, r)
for h, *t in [(1, 2, 3), "ab", [9]]: print(h, t)
class G:
    def __getitem__(self, k): return k
print(G()[*a], G()[*a, *b], G()[0, *a], G()[*a, 1:2])
class It:
    def __iter__(self):
        yield from (5, 6)
print([*It()], f(*It()), {*It()}, (*It(), *It()))
class Mp:
    def keys(self): return ["a", "b"]
    def __getitem__(self, k): return k.upper()
print({**Mp()}, f(**Mp()), dict(Mp()), {**Mp(), "a": 1})
for bad in (lambda: [*5], lambda: (*None,), lambda: {*1}, lambda: {**5}, lambda: {**[1]}, lambda: {*[[]]}, lambda: f(*5), lambda: {**{1: 2}, **3}):
    try: print(bad())
    except TypeError as e: print(e)
big = [*range(100)]
def many(*, a, b, **kw): return a, b, len(kw)
print(len(big), many(**{"a": 1, "b": 2} | {f"k{i}": i for i in range(50)}), len(f(*big, *big)[0]))
l = [1]
l += *a, 7
l[0:0] = [*b]
print(l)
d = {"k": 1}
d |= {**d, "n": 2}
print(d, *[i for i in d], *(v for v in d.values()))
print((lambda *v, **k: (v, k))(*[1], *(2,), x=3, **{"y": 4}))
