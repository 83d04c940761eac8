# copy, types, operator.
import copy, types, operator as op
l = [1, [2, 3], {"k": (4, [5])}]
s, d = copy.copy(l), copy.deepcopy(l)
l[1].append(99); l[2]["k"][1].append(98)
print(s, d, s[1] is l[1], d[1] is l[1])
cyc = [1]; cyc.append(cyc); dc = copy.deepcopy(cyc); print(dc[1] is dc, dc is cyc)
class P:
    def __init__(self, x): self.x = x
    def __repr__(self): return f"P({self.x})"
class Q(P):
    def __copy__(self): return Q("copied")
    def __deepcopy__(self, memo): return Q("deep")
p = P([1]); c1, c2 = copy.copy(p), copy.deepcopy(p); p.x.append(2)
print(c1, c2, copy.copy(Q(1)), copy.deepcopy([Q(1)]), copy.copy(5), copy.copy((1,)), copy.copy({1: 2}), copy.copy({3}), copy.deepcopy(len) is len, copy.copy(P) is P)
class R:
    def __init__(self, a): self.a = a
    def __replace__(self, **kw): return R(kw.get("a", self.a))
print(copy.replace(R(1), a=2).a)
def g(): yield
for bad in (g(), lambda: 0, (x for x in ())):
    try: print(copy.copy(bad) is bad)
    except TypeError as e: print(e)
ns = types.SimpleNamespace(a=1, b="x"); ns.c = 3; print(ns, ns == types.SimpleNamespace(a=1, b="x", c=3))
print(types.FunctionType.__name__, types.GeneratorType is type(g()), types.MethodType(lambda self, x: (self, x), 5)(6), types.MappingProxyType({"a": 1})["a"], types.NoneType, types.ModuleType("m", "doc").__doc__, types.CellType.__name__, types.CodeType.__name__)
f = types.FunctionType(g.__code__, {}, "renamed"); print(f.__name__, isinstance(f(), types.GeneratorType))
m = types.ModuleType("mod"); m.x = 1; print(m.x, m.__name__, isinstance(m, types.ModuleType))
class DCA:
    @types.DynamicClassAttribute
    def a(self): return "inst"
print(DCA().a, types.get_original_bases(Q), types.resolve_bases((int,)), types.prepare_class("X")[0])
print(op.add(1, 2), op.itemgetter(1)([5, 6]), op.itemgetter(0, 2)("abc"), op.attrgetter("x")(p), op.attrgetter("__class__.__name__")(p), op.methodcaller("upper")("a"), op.mul(2, 3), op.truth([]), op.not_(1), op.contains([1], 1), op.getitem({1: 2}, 1), op.concat("a", "b"), op.index(5), op.is_(1, 1), op.neg(5), op.lt(1, 2), op.iadd([1], [2]), op.countOf([1, 1], 1), op.indexOf("ab", "b"), op.length_hint([1]), op.xor(5, 1), op.call(len, "ab"), op.matmul.__name__)
for bad in (lambda: op.itemgetter(5)([1]), lambda: op.attrgetter("zz")(1), lambda: op.attrgetter(1), lambda: op.index("a"), lambda: op.indexOf([], 1), lambda: op.itemgetter(), lambda: op.add(1)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
