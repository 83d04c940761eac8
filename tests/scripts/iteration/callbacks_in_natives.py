# Built-ins that call back into Python code while they iterate.
log = []
class Num:
    def __init__(self, n): self.n = n
    def __add__(self, o): return Num(self.n + (o.n if isinstance(o, Num) else o))
    __radd__ = __add__
    def __lt__(self, o): return self.n < o.n
    def __gt__(self, o): return self.n > o.n
    def __eq__(self, o): return isinstance(o, Num) and self.n == o.n
    def __hash__(self): return hash(self.n)
    def __repr__(self): return f"N{self.n}"
    def __bool__(self): return self.n != 0
    def __index__(self): return self.n
    def __len__(self): return self.n
    def __str__(self): return f"<{self.n}>"
def nums(n):
    for i in range(n):
        yield Num(i)
print(sum(nums(5)), sum(nums(3), Num(10)), min(nums(3)), max(nums(3)), sorted(nums(4), key=lambda x: -x.n), any(nums(1)), all(nums(2)), list(nums(2)), tuple(nums(2)), set(nums(1)))
print(list(map(lambda x: x + 1, nums(2))), list(filter(None, nums(3))), dict((x, x.n) for x in nums(2)), list(zip(nums(2), nums(3))), list(enumerate(nums(2))), "-".join(str(x) for x in nums(3)), [0] * Num(2), "abc"[Num(1)], range(Num(3)), list(reversed(list(nums(3)))))
print(Num(1) in nums(3), list(nums(3)).index(Num(2)), list(nums(3)).count(Num(1)), Num(1) in {Num(1)}, {Num(1): "v"}[Num(1)], [Num(1)] == [Num(1)], (Num(1), 2) < (Num(1), 3), isinstance(Num(1), Num), len(Num(4)), bool(Num(0)), str(Num(3)), repr(Num(3)), format(Num(3)), print(Num(7)))
def deep(n):
    return sum(deep(n - 1) for _ in range(2)) if n else 1
print(deep(6))
def sort_rec(n):
    return sorted(range(n), key=lambda i: sort_rec(n - 1)[0] if n > 1 else i)
print(sort_rec(4))
print(sorted([3, 1, 2], key=lambda x: max(range(x + 1), key=lambda y: -y)), list(map(lambda x: list(map(lambda y: x * y, range(3))), range(3))))
def gen_with_state():
    got = []
    while len(got) < 3: got.append((yield len(got)))
    return got
it = gen_with_state()
print(list(map(it.send, [None, "a", "b"])))
import functools
print(functools.reduce(lambda a, b: f"({a}{b})", "abcd"), list(map(max, [1, 5], [3, 2])), list(map(None.__class__.__call__, [])) if 0 else "")
print(sum(([i] for i in range(3)), []), sum([0.1] * 3), sum([1, 2.5, True]), sum("", 5) if 0 else sum([], 5), max("a", "b", key=ord), min([], default=None), max([[1, 2], [3]], key=len))
class Cmp:
    def __init__(self, log): self.log = log
    def __eq__(self, o): self.log.append("eq"); return NotImplemented
l = []
print(Cmp(l) in [1, 2], l, [1, Cmp(l)].count(5), l)
def stops():
    raise StopIteration
print(list(map(lambda x: x, iter([1, 2]))), next(map(lambda x: x * 2, [4])))
try: print(list(map(lambda x: stops(), [1, 2])))
except StopIteration: print("leaks")
