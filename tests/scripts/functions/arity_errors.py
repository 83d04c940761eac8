# The messages for calls that do not fit a signature.
def f0(): pass
def f1(a): pass
def f2(a, b): pass
def f3(a, b, c): pass
def fd(a, b=1): pass
def fk(*, x, y, z): pass
def fk1(*, x): pass
def mixed(a, b=1, *, c): pass
def po(a, b, /, c): pass
def va(a, *args): pass

def show(f, *args, **kw):
    try:
        f(*args, **kw)
    except TypeError as e:
        print(e)
    else:
        print("no error")

show(f0, 1)
show(f0, 1, 2)
show(f1)
show(f1, 1, 2)
show(f2)
show(f3)
show(f3, 1)
show(f3, 1, 2)
show(f3, 1, 2, 3, 4)
show(fd)
show(fd, 1, 2, 3)
show(fk)
show(fk, x=1)
show(fk1)
show(fk1, 1, x=2)
show(mixed, 1, 2, 3)
show(mixed, 1, 2, 3, c=4)
show(mixed, 1)
show(po, 1, b=2, c=3)
show(po, a=1, b=2, c=3)
show(va)
show(f1, 1, a=1)
show(f1, b=1)
show(f2, 1, zzz=3)
show(f0, **{"x": 1})
show(lambda: 0, 1)
class C:
    def m(self, a): pass
    def none(): pass
show(C().m)
show(C().m, 1, 2)
show(C().none)
show(C, 1)
