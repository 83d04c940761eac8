# enum.
from enum import Enum, IntEnum, Flag, auto, unique, StrEnum, IntFlag
class Colour(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1
    def describe(self): return f"{self.name}={self.value}"
    @classmethod
    def default(cls): return cls.RED
print(Colour.RED, repr(Colour.RED), Colour.RED.name, Colour(2), Colour["RED"], list(Colour), Colour.CRIMSON is Colour.RED, Colour.GREEN.describe(), Colour.default(), len(Colour), Colour.RED in Colour, 1 in Colour)
print(Colour.RED == 1, Colour.RED is Colour.RED, {Colour.RED: "r"}[Colour.RED], Colour.__members__["CRIMSON"], isinstance(Colour.RED, Colour), type(Colour).__name__)
class N(IntEnum):
    ONE = 1
    TWO = auto()
print(N.ONE + N.TWO, N.TWO == 2, N(2), sorted([N.TWO, N.ONE]), f"{N.ONE}", [10, 20, 30][N.ONE])
class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W
print(Perm.R | Perm.X, Perm.RW, Perm.R in Perm.RW, Perm.RW & Perm.W, ~Perm.R, bool(Perm.R & Perm.W), list(Perm.RW), Perm(0), Perm.R ^ Perm.RW, repr(Perm(5)))
class S(StrEnum):
    A = auto()
    B = "bee"
print(S.A, S.B == "bee", S.A.upper())
class Planet(Enum):
    EARTH = (5.97, 6.37)
    def __init__(self, mass, radius): self.mass, self.radius = mass, radius
print(Planet.EARTH.mass, Planet.EARTH.value)
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for f in (lambda: Colour(9), lambda: Colour["NO"], lambda: Colour.NO, lambda: setattr(Colour, "RED", 5), lambda: Colour.RED < Colour.GREEN, lambda: type("X", (Colour,), {}), lambda: unique(Colour), lambda: delattr(Colour, "RED")): show(f)
Dyn = Enum("Dyn", "A B C"); print(list(Dyn), Dyn.B.value)
match Colour.GREEN:
    case Colour.RED: print("red")
    case Colour.GREEN: print("green")
class Missing(Enum):
    A = 1
    @classmethod
    def _missing_(cls, v): return cls.A
print(Missing("anything"))
