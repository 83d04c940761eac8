# C3 linearisation, cooperative super, mro errors.
class A:
    def who(self): return ["A"]
class B(A):
    def who(self): return ["B"] + super().who()
class C(A):
    def who(self): return ["C"] + super().who()
class D(B, C):
    def who(self): return ["D"] + super().who()
print(D().who(), [k.__name__ for k in D.__mro__], D.mro() == list(D.__mro__))
class X: pass
class Y: pass
class XY(X, Y): pass
class YX(Y, X): pass
def show(f):
    try:
        print(f())
    except TypeError as e:
        print(type(e).__name__, e)
show(lambda: type("Bad", (XY, YX), {}))
show(lambda: type("Dup", (X, X), {}))
show(lambda: type("NotBase", (bool,), {}))
show(lambda: type("Int", (1,), {}))
show(lambda: type("Layout", (int, str), {}))
show(lambda: type("Func", (type(show),), {}))
class F: pass
class E: pass
class G(F, E): pass
class H(E): pass
class I(G, H): pass
print([k.__name__ for k in I.mro()])
print(issubclass(D, A), issubclass(A, D), isinstance(D(), (X, C)), D.__base__.__name__, I.__bases__ == (G, H))
print([k.__name__ for k in A.__subclasses__()])
A.late = "added later"
print(D.late, D().late)
class Swap:
    def hi(self): return "swap"
class Holder(B): pass
h = Holder()
Holder.__bases__ = (C,)
print(h.who(), [k.__name__ for k in Holder.__mro__])
class M(type):
    def mro(cls):
        return [cls, Swap] + type.mro(cls)[1:]
class WithMro(A, metaclass=M): pass
print([k.__name__ for k in WithMro.__mro__], WithMro().hi())
