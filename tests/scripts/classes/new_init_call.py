# __new__, __init__, __call__, singletons, subclasses of built-in types.
class N:
    def __new__(cls, *args):
        print("new", cls.__name__, args)
        o = super().__new__(cls)
        o.made = True
        return o
    def __init__(self, *args):
        print("init", args)
    def __call__(self, *args, **kw):
        return "called", args, kw
n = N(1, 2)
print(n.made, n(3, k=4))
class Other:
    def __new__(cls): return 5
    def __init__(self): print("never")
print(Other())
class Single:
    _it = None
    def __new__(cls):
        if cls._it is None: cls._it = super().__new__(cls)
        return cls._it
print(Single() is Single())
class I(int):
    def __new__(cls, v): return super().__new__(cls, v * 2)
    def __add__(self, o): return "I.add"
    def __repr__(self): return "I(" + int.__repr__(self) + ")"
print(I(4), I(4) + 1, 1 + I(4), I(4) * 2, type(I(4) * 2).__name__, isinstance(I(1), int))
class S(str):
    def shout(self): return self.upper() + "!"
print(S("hey").shout(), S("a") + "b", type(S("a") + "b").__name__, {S("k"): 1}["k"], len(S("abc")))
class L(list):
    def __getitem__(self, i): return ("L", list.__getitem__(self, i))
    def __len__(self): return 100
l = L([1, 2, 3])
l.append(4)
print(l[0], len(l), list(l), l, bool(L()))
class D(dict):
    def __missing__(self, k): return "missing " + k
d = D(a=1)
print(d["a"], d["b"], d.get("b"), len(d))
class T(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
print(T(1, 2), T(1, 2) == (1, 2), T(3)[0])
class F(float): pass
print(F(1.5) + 1, type(F(2)).__name__, F(2).is_integer())
class BadInit:
    def __init__(self): return 5
class NotCallable: pass
for f in (BadInit, NotCallable(), lambda: N.__new__(int), lambda: object.__new__(5), lambda: int.__new__(str), lambda: object.__new__(int)):
    try:
        f()
    except TypeError as e:
        print(e)
