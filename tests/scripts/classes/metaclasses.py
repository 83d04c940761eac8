# Metaclasses: __prepare__, __new__, __init__, __call__, keyword arguments, conflicts.
class Meta(type):
    @classmethod
    def __prepare__(mcls, name, bases, **kw):
        print("prepare", name, [b.__name__ for b in bases], kw)
        return {"from_prepare": 1}
    def __new__(mcls, name, bases, ns, **kw):
        print("new", name, sorted(k for k in ns if not k.startswith("__")), kw)
        return super().__new__(mcls, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print("init", name, kw)
        super().__init__(name, bases, ns)
    def __call__(cls, *args, **kw):
        print("call", cls.__name__, args, kw)
        return super().__call__(*args, **kw)
    def meta_method(cls): return "meta method of " + cls.__name__
    @property
    def meta_prop(cls): return "meta prop"
    def __len__(cls): return 42
    def __getattr__(cls, name): return "meta getattr " + name
    def __iter__(cls): return iter("abc")
    def __contains__(cls, x): return x == 1
    def __getitem__(cls, i): return i * 2
    def __repr__(cls): return "<Meta " + cls.__name__ + ">"
class A(metaclass=Meta, option=3):
    x = 1
    def __init__(self, v=0): self.v = v
a = A(5)
print(a.v, A.meta_method(), A.meta_prop, len(A), A.unknown, list(A), 1 in A, A[4], A, A.from_prepare)
class B(A, flag=True): pass
print(type(B).__name__, isinstance(B, Meta), type(a))
try:
    a.meta_method
except AttributeError as e:
    print(e)
class Other(type): pass
class O(metaclass=Other): pass
try:
    class Conflict(A, O): pass
except TypeError as e:
    print(e)
def function_as_meta(name, bases, ns, **kw):
    return name, bases, sorted(k for k in ns if k[0] != "_"), kw
class F(metaclass=function_as_meta, k=1):
    y = 2
print(F)
Dyn = type("Dyn", (A,), {"z": 3})
class Enumish(type):
    @classmethod
    def __prepare__(mcls, name, bases):
        class NS(dict):
            def __missing__(self, key):
                if key.startswith("__"): raise KeyError(key)
                self[key] = len(self)
                return self[key]
        return NS()
class Colours(metaclass=Enumish):
    red
    green
    blue
print(Colours.green - Colours.red, Colours.blue - Colours.green)
