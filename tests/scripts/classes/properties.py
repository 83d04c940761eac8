# property: getter, setter, deleter, inheritance, errors, names.
class Temp:
    def __init__(self): self._c = 0
    @property
    def c(self):
        "degrees"
        return self._c
    @c.setter
    def c(self, v):
        if v < -273: raise ValueError("too cold")
        self._c = v
    @c.deleter
    def c(self):
        print("deleting c")
        self._c = None
    @property
    def f(self): return self._c * 9 / 5 + 32
    w = property(None, lambda self, v: print("write only", v), doc="w")
t = Temp()
t.c = 100
print(t.c, t.f, Temp.c.__doc__, Temp.w.__doc__, Temp.c.fget.__name__, Temp.f.fset)
t.w = 3
del t.c
print(t.c)
def show(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
show(lambda: setattr(t, "f", 1))
show(lambda: delattr(t, "f"))
show(lambda: t.w)
show(lambda: setattr(t, "c", -300))
class Sub(Temp):
    @property
    def f(self): return "sub " + str(super().f)
    @Temp.c.getter
    def c(self): return "overridden"
s = Sub()
s.c = 5
print(s.c, s._c, s.f)
class Raises:
    @property
    def p(self): raise AttributeError("inside")
    def __getattr__(self, name): return "fallback " + name
print(Raises().p)
print(Temp.c.__name__, isinstance(Temp.__dict__["c"], property), property().fget)
class Prop(property): pass
class UsesSub:
    @Prop
    def x(self): return 1
print(UsesSub().x, type(UsesSub.x).__name__)
