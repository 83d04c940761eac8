# __getitem__, __setitem__, __delitem__, __len__, __contains__, __iter__, __reversed__, __bool__, __missing__.
class Seq:
    def __init__(self, *v): self.v = list(v)
    def __len__(self): return len(self.v)
    def __getitem__(self, i):
        print("get", i)
        return self.v[i]
    def __setitem__(self, i, x):
        print("set", i, x)
        self.v[i] = x
    def __delitem__(self, i):
        print("del", i)
        del self.v[i]
s = Seq(1, 2, 3)
print(s[0], s[-1], s[1:], s[::2], len(s), bool(s), bool(Seq()))
s[0] = 10
s[1:2] = [7, 8]
del s[-1]
print(list(s), 8 in s, 99 in s, list(reversed(s)))
s[0] += 5
a, *b = s
print(a, b)
class Multi:
    def __getitem__(self, k): return k
m = Multi()
print(m[1, 2], m[1:2, ::3], m[...], m[()], m[*[1, 2], 3], m[lambda: 0].__name__)
class Con:
    def __contains__(self, x): return "truthy" if x else ""
print(1 in Con(), 0 in Con(), 1 not in Con())
class OnlyBool:
    def __bool__(self): return False
class OnlyLen:
    def __len__(self): return 0
print(bool(OnlyBool()), not OnlyLen(), "t" if OnlyBool() else "f", OnlyBool() or "or", len(OnlyLen() and "and"))
class BadBool:
    def __bool__(self): return 1
class BadLen:
    def __len__(self): return -1
class StrLen:
    def __len__(self): return "x"
class NoIter:
    __iter__ = None
    def __getitem__(self, i): return i
five, nothing = 5, None
class BadIter:
    def __iter__(self): return 5
for f in (lambda: bool(BadBool()), lambda: bool(BadLen()), lambda: len(BadLen()), lambda: len(StrLen()), lambda: iter(NoIter()), lambda: iter(BadIter()),
          lambda: five[0], lambda: object()[0], lambda: int[0], lambda: [1][nothing], lambda: 1 in 5, lambda: len(5), lambda: reversed({1}), lambda: iter(5), lambda: next(5),
          lambda: [].__setitem__("a", 1), lambda: (1,).__setitem__):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
try:
    (1, 2)[0] = 5
except TypeError as e:
    print(e)
try:
    del "abc"[0]
except TypeError as e:
    print(e)
