# AttributeError and friends: what they say and what they carry.
class C:
    x = 1
    def m(self): pass
class S:
    __slots__ = ("a",)
def show(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, "|", e)
c = C()
show(lambda: c.nope)
show(lambda: C.nope)
show(lambda: delattr(c, "nope"))
show(lambda: delattr(C, "nope"))
show(lambda: S().a)
show(lambda: setattr(S(), "b", 1))
show(lambda: delattr(S(), "a"))
show(lambda: (1).real.foo)
show(lambda: setattr(1, "x", 2))
show(lambda: setattr([], "append", 2))
show(lambda: setattr(object(), "x", 1))
show(lambda: None.x)
show(lambda: len.x)
show(lambda: setattr(int, "x", 1))
show(lambda: delattr(int, "real"))
show(lambda: c.m.foo)
show(lambda: setattr(c.m, "foo", 1))
show(lambda: getattr(c, 1))
show(lambda: setattr(c, 1, 1))
show(lambda: c.__class__.__nope__)
show(lambda: setattr(C, "__name__", 5))
show(lambda: setattr(c, "__class__", 5))
show(lambda: setattr(c, "__class__", int))
show(lambda: setattr(c, "__dict__", 5))
show(lambda: setattr(C, "__bases__", ()))
show(lambda: getattr(c, "nope", "default"))
show(lambda: hasattr(c, "nope"))
show(lambda: object().__init__(1))
show(lambda: object(1))
show(lambda: C(1))
show(lambda: int.nope)
try:
    c.lost
except AttributeError as e:
    print(e.name, e.obj is c)
try:
    raise AttributeError("msg", name="n", obj=3)
except AttributeError as e:
    print(e, e.args, e.name, e.obj)
