# Annotations of a module, conditional ones included; targets of every shape.
x: int = 1
y: str
if x: z: float = 2.0
else: never: int
class O: pass
o = O()
o.attr: int = 5
d = {}
d["k"]: str = "v"
def side(): print("target evaluated"); return o
side().other: int
print(o.attr, d, hasattr(o, "other"))
for i in range(2): loop: int = i
print(loop)
print(sorted(__annotations__.items(), key=lambda kv: kv[0]) if "__annotations__" in globals() else sorted(__annotate__(1).items()))
def f(x: int, /, y: "str" = "d", *, z: list[int] | None = None) -> dict[str, int]: return {}
print(f.__annotations__)
async def co(a: int) -> None: pass
print(co.__annotations__)
class P:
    x: int
    y: int = 0
    def __init_subclass__(cls): print("fields", list(cls.__annotations__))
class Q(P):
    a: int
    b: str = "b"
def dataclass(cls):
    fields = list(cls.__annotations__)
    def __init__(self, *args, **kw):
        for n, v in zip(fields, args): setattr(self, n, v)
        for n in fields[len(args):]: setattr(self, n, kw.get(n, getattr(cls, n, None)))
    def __repr__(self): return cls.__name__ + "(" + ", ".join(f"{n}={getattr(self, n)!r}" for n in fields) + ")"
    cls.__init__, cls.__repr__ = __init__, __repr__
    return cls
@dataclass
class R:
    a: int
    b: str = "default"
print(R(1), R(1, "x"), R(5, b="kw"))
