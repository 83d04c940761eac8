# What match asks of the subject, and what goes wrong.
class M:
    def __init__(self, **kw): self.__dict__.update(kw)
class NoArgs: pass
class BadArgs: __match_args__ = ["x"]
class NonStr: __match_args__ = (1,)
class Dup: __match_args__ = ("x", "x")
class One:
    __match_args__ = ("x",)
    x = 1
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, "|", e)
def m1():
    match NoArgs():
        case NoArgs(1): return 1
def m2():
    match BadArgs():
        case BadArgs(1): return 1
def m3():
    match NonStr():
        case NonStr(1): return 1
def m4():
    match One():
        case One(1, 2): return 1
def m5():
    match One():
        case One(a, x=b): return 1
def m6():
    five = type("N", (), {"five": 5})
    match 1:
        case five.five(): return 1
def m7():
    match 5:
        case int(1, 2): return 1
def m8():
    match {"a": 1}:
        case {M.__name__: 1}: return 1
    return "no match falls through"
def m9():
    match One():
        case One(x=1, y=2): return "no"
        case One(x=v): return v
for f in (m1, m2, m3, m4, m5, m8, m9): show(f)
for f in (m6, m7): show(f)
import collections.abc
class Seq(collections.abc.Sequence):
    def __init__(self, *v): self.v = v
    def __len__(self):
        print("len"); return len(self.v)
    def __getitem__(self, i):
        print("get", i); return self.v[i]
class Map(collections.abc.Mapping):
    def __init__(self, **v): self.v = v
    def __len__(self): return len(self.v)
    def __iter__(self): return iter(self.v)
    def __getitem__(self, k): return self.v[k]
    def get(self, k, d=None):
        print("get", k); return self.v.get(k, d)
def seq(v):
    match v:
        case [a, b]: return a, b
        case [a, *b, c]: return a, b, c
def mp(v):
    match v:
        case {"a": a, "b": b}: return a, b
        case {"a": a, **rest}: return a, rest
print(seq(Seq(1, 2)), seq(Seq(1, 2, 3)), mp(Map(a=1, b=2)), mp(Map(a=1, c=3)), seq("ab"), mp([1]))
def binds_before_guard(v):
    match v:
        case x if x > 10: return "big"
        case y: return x, y
print(binds_before_guard(5), binds_before_guard(50))
def nested(cmd):
    match cmd.split():
        case ["go", ("north" | "south") as d]: return d
        case ["get", item, *more]: return item, more
        case ["quit" | "exit"]: return "bye"
        case [str(w), *_]: return "unknown " + w
        case _: return "empty"
print([nested(c) for c in ("go north", "go up", "get a b c", "exit", "")])
class Eq:
    def __eq__(self, o): print("eq", o); return o == 3
match Eq():
    case 1 | 2: print("no")
    case 3: print("three")
match (1, 2), {"k": (3, [4])}:
    case (a, b), {"k": (c, [d])}: print(a, b, c, d)
match = {"match": 1}
match["case"] = 2
case = match
print(match, case)
