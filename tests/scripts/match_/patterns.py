# match: literals, captures, or, guards, sequences, mappings, classes, as, wildcards.
class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
    def __repr__(self): return f"P({self.x},{self.y})"
class Colour:
    RED = 1
def f(v):
    match v:
        case 0: return "zero"
        case 1 | 2: return "one or two"
        case -3: return "minus three"
        case 1.5: return "float"
        case "text": return "str"
        case b"by": return "bytes"
        case True | None as x: return ("singleton", x)
        case Colour.RED: return "never, 1 came before"
        case []: return "empty"
        case [x]: return ("one", x)
        case [1, *rest]: return ("starts with 1", rest)
        case [a, [b, c]]: return ("nested", a, b, c)
        case (x, y): return ("pair", x, y)
        case [first, *_, last]: return ("ends", first, last)
        case {"k": 1}: return "k is 1"
        case {"k": x, **rest} if rest: return ("k and more", x, rest)
        case {"k": [a, *_]}: return ("list in k", a)
        case {}: return "other mapping"
        case Point(0, 0): return "origin"
        case Point(x=0, y=yy): return ("on y axis", yy)
        case Point(x, y) if x == y: return ("diagonal", x)
        case Point() as p: return ("point", p)
        case int(n) | float(n): return ("number", n)
        case str() | bytes() as s: return ("string-like", s)
        case list() | tuple(): return "sequence"
        case set(s): return ("set", sorted(s))
        case other: return ("other", type(other).__name__)
for v in (0, 1, 2, -3, 1.5, "text", b"by", True, None, [], [9], [1, 2, 3], [5, [6, 7]], (8, 9), range(5), {"k": 1}, {"k": 2, "z": 3}, {"k": [4, 5]}, {"k": 7},
          {"q": 1}, Point(0, 0), Point(0, 5), Point(3, 3), Point(1, 2), 77, 2.5, "other", {1, 3}, object, print, (1,), (1, 2), "ab", {}):
    print(repr(v) if not callable(v) else v.__name__, "->", f(v))
