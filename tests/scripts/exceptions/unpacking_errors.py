# Unpacking: lengths, types, star targets.
def show(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, "|", e)
def two(x):
    a, b = x
    return a, b
def star(x):
    a, *b, c = x
    return a, b, c
def nested(x):
    (a, [b, *c]), d = x
    return a, b, c, d
def gen(n):
    for i in range(n):
        yield i
for x in ((1, 2), (1,), (1, 2, 3), [], "ab", "abc", {1: 2, 3: 4}, 5, None, gen(1), gen(2), gen(3), range(2), [1, 2, 3], range(5), {"k": 1}):
    show(lambda: two(x))
for x in ((1, 2), (1,), (), "abcd", gen(1), gen(6), 5, range(2), {1: 0, 2: 0, 3: 0}):
    show(lambda: star(x))
show(lambda: nested(((1, (2, 3, 4)), 5)))
show(lambda: nested(((1, ()), 5)))
show(lambda: nested((1, 5)))
class It:
    def __iter__(self): return self
    def __next__(self): raise ZeroDivisionError("while unpacking")
show(lambda: two(It()))
def first(x):
    [a] = x
    return a
show(lambda: first([[]])); show(lambda: first([1, 2])); show(lambda: first(gen(0)))
a = b = c = [1, 2]
print(a is b is c)
(x, y), z = a, b = (1, 2), 3
print(x, y, z, a, b)
*h, = "xyz"
print(h)
for i, (j, *k) in [(1, "abc"), (2, "d")]:
    print(i, j, k)
d = {}
d["k"], d["l"], *d["m"] = range(4)
print(d)
