# super: zero and two arguments, in class and static methods, in nested functions, errors.
class Base:
    attr = "base attr"
    def m(self): return "Base.m"
    @classmethod
    def c(cls): return "Base.c " + cls.__name__
    @staticmethod
    def s(): return "Base.s"
    @property
    def p(self): return "Base.p"
    def __getitem__(self, i): return ("item", i)
class Child(Base):
    attr = "child attr"
    def m(self): return "Child." + super().m()
    @classmethod
    def c(cls): return "Child " + super().c()
    def s2(self): return super().s()
    @property
    def p(self): return "Child " + super().p
    def old(self): return super(Child, self).m()
    def nested(self):
        def inner(): return super(Child, self).m()
        return inner()
    def inner_zero(self):
        def inner(me): return super().attr
        return inner(self)
    def cls_cell(self): return __class__.__name__
    def __getitem__(self, i): return super().__getitem__(i * 2)
    def comp(self): return [super(Child, self).m() for _ in range(1)]
k = Child()
print(k.m(), Child.c(), k.c(), k.s2(), k.p, k.old(), k.nested(), k.inner_zero(), k.cls_cell(), k[4], k.comp())
class GrandChild(Child): pass
print(GrandChild.c(), super(Child, GrandChild()).m(), super(Child, GrandChild).c())
print(super(Child, k).attr, super(Child, Child).attr)
def show(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
def no_args(): return super()
def no_cell(x): return super()
show(no_args)
show(lambda: no_cell(1))
show(lambda: super(Child, 5))
show(lambda: super(5, k))
show(lambda: super(Child, k).nothing)
show(lambda: super(Child, k).__thisclass__.__name__)
show(lambda: super(Child, k).__self__ is k)
show(lambda: super(Child, k).__self_class__.__name__)
class Deleted(Base):
    def m(self):
        del self
        return super().m()
show(lambda: Deleted().m())
class SetAttr(Base):
    def __setattr__(self, n, v):
        super().__setattr__(n, v * 2)
s = SetAttr()
s.v = 4
print(s.v)
unbound = super(Child)
print(repr(unbound), unbound.__get__(k).m())
