# The descriptor protocol, data and non-data, on instances, classes and by name.
class Data:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = name
    def __get__(self, obj, owner=None):
        if obj is None:
            return "class access to " + self.name
        return ("get", self.name, obj.__dict__.get(self.name))
    def __set__(self, obj, value):
        obj.__dict__[self.name] = value
    def __delete__(self, obj):
        print("delete", self.name)
        obj.__dict__.pop(self.name, None)
class NonData:
    def __get__(self, obj, owner):
        return "non-data"
class SetOnly:
    def __set__(self, obj, value):
        obj.__dict__["so"] = value + 1
class C:
    d = Data()
    n = NonData()
    so = SetOnly()
    e = Data()
c = C()
print(C.d, c.d, c.n)
c.d = 5
c.n = 6
c.so = 7
print(c.d, c.n, c.so, sorted(c.__dict__.items()))
del c.d
print(c.d)
try:
    del c.so
except AttributeError as e:
    print(e)
del c.n
print(c.n)
class Late: pass
x = Data()
x.name = "late"
Late.x = x
print(Late().x)
class Lazy:
    def __init__(self, f): self.f = f
    def __get__(self, obj, owner):
        v = obj.__dict__[self.f.__name__] = self.f(obj)
        return v
class Uses:
    @Lazy
    def heavy(self):
        print("computing")
        return 99
u = Uses()
print(u.heavy, u.heavy)
def f(self): return ("method of", self)
print(f.__get__(5)(), f.__get__(5, int)(), type(f.__get__(None, int)).__name__)
class BadName:
    def __set_name__(self, owner, name):
        raise ValueError("no name for you")
try:
    class Broken:
        attr = BadName()
except ValueError as e:
    print(e, e.__notes__)
