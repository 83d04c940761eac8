# __getattr__, __getattribute__, __setattr__, __delattr__, __dir__.
class Log:
    def __getattribute__(self, n):
        print("getattribute", n)
        return super().__getattribute__(n)
    def __getattr__(self, n):
        print("getattr", n)
        if n == "boom": raise AttributeError("no " + n)
        return n * 2
    def __setattr__(self, n, v):
        print("setattr", n, v)
        super().__setattr__(n, v)
    def __delattr__(self, n):
        print("delattr", n)
        super().__delattr__(n)
    def m(self): return "m"
l = Log()
l.x = 1
print(l.x)
print(l.ab)
print(l.m())
del l.x
print(getattr(l, "boom", "default"), hasattr(l, "boom"))
try:
    l.boom
except AttributeError as e:
    print(e)
class Proxy:
    def __init__(self, target): object.__setattr__(self, "_t", target)
    def __getattr__(self, n): return getattr(self._t, n)
    def __setattr__(self, n, v): setattr(self._t, n, v)
    def __dir__(self): return ["z", "a"]
class T: pass
t = T()
p = Proxy(t)
p.v = 5
print(t.v, p.v, dir(p))
class Err:
    def __getattr__(self, n): raise KeyError(n)
try:
    Err().foo
except KeyError as e:
    print("KeyError", e)
try:
    hasattr(Err(), "foo")
except KeyError as e:
    print("hasattr lets it through", e)
class Special:
    def __init__(self): self.__len__ = lambda: 5
try:
    len(Special())
except TypeError as e:
    print(e)
print(object.__getattribute__(t, "v"), type.__getattribute__(T, "__name__"))
class Mangle:
    __x = 1
    def get(self): return self.__x
    def __m(self): return "mangled"
    def call(self): return self.__m()
print(Mangle().get(), Mangle().call(), Mangle._Mangle__x, hasattr(Mangle, "__x"))
