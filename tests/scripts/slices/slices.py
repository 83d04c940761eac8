# Slices: reading, assigning, deleting, slice objects, indices.
l = list(range(10))
s = "abcdefghij"
t = tuple(l)
print(l[2:5], l[:3], l[7:], l[-3:], l[:-7], l[::3], l[::-1], l[8:2:-2], l[100:], l[-100:2], l[5:5], l[:], l[2:8:3])
print(s[1:4], s[::-2], t[-2:], b"bytes"[1:3], range(10)[2:8:2], range(10)[::-1], range(10)[3])
i, j, k = 2, 7, 2
print(l[i:j], l[i:j:k], l[i:], l[:j], l[::k], s[i:j])
l[2:4] = "xyz"
print(l)
l[::3] = [0] * len(l[::3])
print(l)
l[1:1] = [1, 2]
l[len(l):] = ["end"]
print(l)
del l[::2]
print(l)
del l[1:3], l[0]
print(l)
l[:] = []
print(l)
l = [1, 2, 3, 4]
l[1:3] += [9, 9]
l[-1:] *= 3
print(l)
sl = slice(1, None, 2)
print(sl, sl.start, sl.stop, sl.step, sl.indices(10), slice(None, None, -1).indices(5), slice(-3, 100).indices(5), slice(3) == slice(None, 3), slice(1, 2) < slice(1, 3), hash(slice(1)) == hash(slice(1)))
print("abcdef"[sl], [1, 2, 3][slice(2)], slice("a", [], None).start)
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, "|", e)
def assign(x, sl, v):
    x[sl] = v
    return x
show(lambda: [1, 2, 3]["a":])
show(lambda: [1][::0])
show(lambda: assign([1, 2, 3], slice(None, None, 2), [1]))
show(lambda: assign([1, 2, 3], slice(0, 1), 5))
show(lambda: assign((1, 2), slice(0, 1), [5]))
show(lambda: assign("abc", slice(0, 1), "z"))
show(lambda: assign([1, 2, 3], slice(None, None, -1), "abc"))
show(lambda: {}[1:2])
show(lambda: assign({}, slice(1, 2), "slices are hashable"))
show(lambda: slice())
show(lambda: slice(1).indices(-1))
show(lambda: slice(1, 2, 3, 4))
class Idx:
    def __index__(self): return 2
class Log:
    def __getitem__(self, x): return x
    def __setitem__(self, x, v): print("set", x, v)
    def __delitem__(self, x): print("del", x)
print([0, 1, 2, 3][Idx():], "abc"[Idx()], [0] * Idx(), Log()[1:2, 3], Log()[:], Log()[::])
g = Log()
g[1:2] = 3
g[:, ::2] = 4
del g[5:], g[...]
g[i:j] = 0
del g[i:j]
h = [[1, 2], [3, 4]]
h[0][1:], h[1][:1] = [7, 8], []
print(h)
