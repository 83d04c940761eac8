# for, while, else, break, continue, nested, over everything.
for i in range(3):
    if i == 5: break
else: print("for else")
for i in range(3):
    if i == 1: break
else: print("never")
n = 0
while n < 3:
    n += 1
    if n == 2: continue
    print("n", n)
else: print("while else")
while True:
    n -= 1
    if n < 0: break
print(n)
for a in range(2):
    for b in range(3):
        if b == 1: continue
        if a == 1: break
        print(a, b)
    else: print("inner else", a)
for x in (): pass
else: print("empty else")
for i, (a, b) in enumerate([(1, 2), (3, 4)]): print(i, a, b)
for c in "ab": print(c, end=",")
for k in {"x": 1}: print(k, end=",")
for k, v in {"x": 1}.items(): print(k, v, end=",")
for b in b"AB": print(b, end=",")
for x in iter([1, 2]): print(x, end=",")
for x in zip("ab", (1, 2), strict=True): print(x, end=",")
for x in reversed(range(3)): print(x, end=",")
for x in map(lambda a, b: a * b, [1, 2], [3, 4]): print(x, end=",")
for x in filter(None, [0, 1, "", "a"]): print(x, end=",")
print()
class Old:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * 10
print(list(Old()), 20 in Old(), [x for x in Old()])
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0: raise StopIteration("done")
        self.n -= 1
        return self.n
print(list(It(3)), *It(2), sum(It(4)), max(It(3)), dict.fromkeys(It(2)), tuple(It(1)), sorted(It(3)), list(zip(It(2), It(5))))
pops = [1, 2, 3]
print(list(iter(pops.pop, 1)), list(iter(lambda c=[0]: c.append(1) or len(c), 4)))
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, "|", e)
def loop_over(x):
    for _ in x: pass
class BadNext:
    def __iter__(self): return self
class Raises:
    def __iter__(self): return self
    def __next__(self): raise KeyError("in next")
for x in (5, None, BadNext(), Raises(), object(), int): show(lambda: loop_over(x))
show(lambda: list(zip("ab", "a", strict=True))); show(lambda: list(zip("a", "ab", strict=True))); show(lambda: list(zip("a", "b", "", strict=True))); show(lambda: next(iter([]))); show(lambda: enumerate(5)); show(lambda: map(5)); show(lambda: list(map(5, [1]))); show(lambda: iter(5, 1)); show(lambda: list(filter(lambda: 1, [1]))); show(lambda: zip(1)); show(lambda: reversed(5)); show(lambda: next(1)); show(lambda: next())
total = 0
for i in range(100000):
    if i & 1: continue
    total += i
print(total)
def early():
    for i in range(10):
        for j in range(10):
            if i * j == 42: return i, j
print(early())
