# Binary operators: forward, reflected, in place, priority of subclasses, NotImplemented.
class V:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"V({self.n})"
for op in "add sub mul truediv floordiv mod pow lshift rshift and or xor matmul divmod".split():
    def forward(self, other, op=op): return f"{op}({self},{other})"
    def reflected(self, other, op=op): return f"r{op}({self},{other})"
    setattr(V, f"__{op}__", forward)
    setattr(V, f"__r{op}__", reflected)
v, w = V(1), V(2)
print(v + w, v - 1, v * 2, v / 3, v // 4, v % 5, v ** 6, v << 7, v >> 8, v & 9, v | 10, v ^ 11, v @ 12)
print(1 + v, 1 - v, 2 * v, 3 / v, 4 // v, 5 % v, 6 ** v, 7 << v, 8 >> v, 9 & v, 10 | v, 11 ^ v, 12 @ v)
print(divmod(v, 1), divmod(1, v), pow(v, 2), "s" + v, [] + v)
class U:
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "invert"
    def __abs__(self): return "abs"
    def __int__(self): return 7
    def __float__(self): return 2.5
    def __index__(self): return 3
    def __round__(self, n=None): return ("round", n)
    def __trunc__(self): return "trunc"
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
u = U()
import math
print(-u, +u, ~u, abs(u), int(u), float(u), [0, 1, 2, 3][u], hex(u), round(u), round(u, 2), math.floor(u), math.ceil(u), math.trunc(u))
class In:
    def __init__(self, v): self.v = v
    def __iadd__(self, o): self.v.append(o); return self
    def __sub__(self, o): return ("sub", o)
    def __imul__(self, o): return NotImplemented
    def __mul__(self, o): return ("mul", o)
i = j = In([])
i += 1
print(i is j, i.v)
i -= 2
print(i)
j *= 3
print(j)
class Base:
    def __add__(self, o): return "Base.add"
    def __radd__(self, o): return "Base.radd"
class Derived(Base):
    def __radd__(self, o): return "Derived.radd"
class Same(Base): pass
print(Base() + Derived(), Derived() + Base(), Base() + Same(), 1 + Derived())
class No:
    def __add__(self, o): return NotImplemented
    __radd__ = __add__
class NoneOp:
    __add__ = None
for f in (lambda: No() + 1, lambda: 1 + No(), lambda: No() + No(), lambda: NoneOp() + 1, lambda: -No(), lambda: ~"a",
          lambda: No() @ No(), lambda: 1 << "a", lambda: pow(No(), 2, 3)):
    try:
        print(f())
    except TypeError as e:
        print(e)
