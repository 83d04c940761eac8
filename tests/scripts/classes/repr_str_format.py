# How instances print themselves.
class R:
    def __repr__(self): return "repr!"
class S:
    def __str__(self): return "str!"
class F:
    def __format__(self, spec): return "<" + spec + ">"
class B:
    def __bytes__(self): return b"bytes!"
class Bad:
    def __repr__(self): return 5
    def __str__(self): return None
    def __format__(self, spec): return 1
print(R(), str(R()), repr(R()), [R()], {1: R()}, f"{R()} {R()!r} {R()!s}", "%s %r" % (R(), R()))
print(str(S()), repr(S()).startswith("<__main__.S object at 0x"), f"{S()}", "{}".format(S()))
print(f"{F()} {F():abc} {F():{'x'}>{3}}", format(F(), "q"), "{:zz}".format(F()))
print(bytes(B()))
for f in (lambda: repr(Bad()), lambda: str(Bad()), lambda: format(Bad()), lambda: format(R(), "x"), lambda: f"{object():>10}", lambda: print(Bad())):
    try:
        f()
    except TypeError as e:
        print(type(e).__name__, e)
class A: pass
print(A, type(A), A.__repr__ is object.__repr__, str(A), [A])
def f(): pass
for o in (f, A().__init__, f.__get__(1), A.__init__, [].append, len, object.__repr__, str.join, A.__dict__, classmethod(f), staticmethod(f), property(f)):
    print(repr(o).split(" at 0x")[0].split(" of ")[0])
l = [1]
l.append(l)
d = {}
d["d"] = d
t = ([],)
t[0].append(t)
print(l, d, t)
print(NotImplemented, Ellipsis, None, slice(1, 2), range(3), range(1, 5, 2), type(None), object)
