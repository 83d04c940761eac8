# Deferred annotations: evaluated when asked for, once, in the right scope.
def note(x):
    print("evaluated", x)
    return x
def f(a: note("a"), b: note("b") = 1, *args: note("args"), k: note("k"), **kw: note("kw")) -> note("return"): pass
print("defined")
print(f.__annotations__)
print(f.__annotations__ is f.__annotations__)
class C:
    x: note("x")
    y: note("y") = 5
    z: "string"
    def m(self, other: C) -> Later: pass
print("class defined", C.y, hasattr(C, "x"))
print(C.__annotations__)
try:
    C.m.__annotations__
except NameError as e:
    print(e)
class Later: pass
print(C.m.__annotations__)
v: int = 3
w: undefined_type
(p): int = 4
q: list[int]
print(v, p, "w" in globals())
print(f.__annotate__(1)["a"], type(f.__annotate__).__name__, (lambda: 0).__annotations__, (lambda: 0).__annotate__)
try:
    f.__annotate__(2)
except NotImplementedError as e:
    print("NotImplementedError", e)
def local():
    a: note("never evaluated in a function") = 1
    b: also_never
    return a, sorted(locals())
print(local())
def closure(T):
    def g(x: T) -> list[T]: pass
    class K:
        attr: T
    return g, K
g, K = closure(int)
print(g.__annotations__, K.__annotations__)
f.__annotations__ = {"new": 1}
print(f.__annotations__, f.__annotate__)
f.__annotations__ = None
print(f.__annotations__)
f.__annotations__["added"] = 2
print(f.__annotations__)
def no_annotations(): pass
no_annotations.__annotate__ = lambda fmt: {"made": fmt}
print(no_annotations.__annotations__)
class D(C): pass
print(D.__annotations__)
class Cond:
    if True: yes: int
    if False: no: str
print(Cond.__annotations__)
class Self:
    name = "class scope"
    attr: name
print(Self.__annotations__)
for bad in (lambda: setattr(f, "__annotations__", 5), lambda: setattr(f, "__annotate__", 5)):
    try: bad()
    except TypeError as e: print(e)
