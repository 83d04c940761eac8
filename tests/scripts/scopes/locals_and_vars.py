# locals(), vars(), dir(), globals() in every kind of scope.
def f(a, b=2):
    c = a + b
    snapshot = locals()
    snapshot["c"] = 99
    d = 1
    return sorted(snapshot.items(), key=str), c, sorted(locals())[:4]
print(f(1))
def with_cell():
    n = 1
    def g():
        return n, sorted(locals())
    return g(), sorted(locals())
print(with_cell())
print(locals() is globals())
class C:
    a = 1
    locals()["b"] = 2
    names = sorted(k for k in locals() if not k.startswith("_"))
print(C.b, C.names)
def unbound():
    if 0:
        z = 1
    return locals()
print(unbound())
class P:
    def __init__(self):
        self.x, self.y = 1, 2
p = P()
print(vars(p), vars(p) is p.__dict__)
vars(p)["z"] = 3
print(p.z, dir(p)[-3:])
try:
    vars(5)
except TypeError as e:
    print(e)
def names():
    q = 1
    w = 2
    return dir()
print(names())
def comp():
    t = 5
    return [sorted(locals()) for v in range(1)]
print(comp())
def gen():
    a = 1
    yield sorted(locals())
    b = 2
    yield sorted(locals())
print(list(gen()))
