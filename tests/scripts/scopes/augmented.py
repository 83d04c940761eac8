# Every augmented assignment on every kind of target, order of evaluation.
log = []
def n(x):
    log.append(x)
    return x
class O: pass
o = O()
o.v = 100
l = [100, 200]
d = {"k": 7}
a = 100
a += 5; a -= 3; a *= 2; a //= 3; a %= 50; a **= 2; a <<= 3; a >>= 1; a &= 1023; a |= 64; a ^= 5
print(a)
a /= 4
print(a)
o.v += 1; o.v -= 2; o.v *= 3; o.v //= 2; o.v %= 100; o.v **= 2; o.v <<= 1; o.v >>= 2; o.v &= 255; o.v |= 256; o.v ^= 3; o.v /= 2
print(o.v)
l[0] += 1; l[-1] -= 1; l[n(0)] *= n(2); l[1] //= 7; l[1] **= 2; l[0] %= 13; l[0] <<= 4; l[0] >>= 1; l[0] &= 60; l[0] |= 3; l[0] ^= 1; l[1] /= 8
print(l, log)
d["k"] += 1; d["k"] **= 2; d[n("new")] = n(5); d["new"] -= 1
print(d, log)
class M:
    def __init__(self, v): self.v = v
    def __imatmul__(self, o): self.v.append(("imatmul", o)); return self
    def __matmul__(self, o): return ("matmul", o)
    def __iadd__(self, o): return NotImplemented
    def __add__(self, o): return ("add", o)
    def __itruediv__(self, o): return "itruediv"
    def __ifloordiv__(self, o): return "ifloordiv"
    def __imod__(self, o): return "imod"
    def __ipow__(self, o): return "ipow"
    def __ilshift__(self, o): return "ilshift"
    def __irshift__(self, o): return "irshift"
    def __iand__(self, o): return "iand"
    def __ior__(self, o): return "ior"
    def __ixor__(self, o): return "ixor"
    def __isub__(self, o): return "isub"
    def __imul__(self, o): return "imul"
m = k = M([]); m @= 1; print(m is k, m.v)
for op in ("/", "//", "%", "**", "<<", ">>", "&", "|", "^", "-", "*", "+"):
    ns = {"m": M([])}
    exec(f"m {op}= 1", ns)
    print(ns["m"], end=" ")
print()
def nested():
    t = ([1], 2)
    try: t[0] += [3]
    except TypeError as e: return t, str(e)
print(nested())
def loc():
    i = 0
    i += 1; i -= 5; i *= -3; i @= X(); return i
class X:
    def __rmatmul__(self, o): return ("rmatmul", o)
print(loc())
s = "a"; s += "b"; s *= 2; b = b"x"; b += b"y"; t = (1,); t += (2,); q = {1}; q |= {2}; q &= {2, 3}; q ^= {9}; q -= {2}; f = 1.5; f += 1; f //= 1
print(s, b, t, sorted(q), f)
