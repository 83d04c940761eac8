# Rich comparison: reflection, defaults, hash, NotImplemented, chained.
class C:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"C({self.n})"
    def __lt__(self, o):
        print("lt", self, o)
        return self.n < o.n if isinstance(o, C) else NotImplemented
    def __eq__(self, o):
        print("eq", self, o)
        return self.n == o.n if isinstance(o, C) else NotImplemented
a, b = C(1), C(2)
print(a < b, a > b, a == b, a != b)
print(a == 1, a != 1)
for f in (lambda: a <= b, lambda: a < 1, lambda: 1 < a, lambda: object() < object(), lambda: [] < (), lambda: None >= 1, lambda: "a" < 1,
          lambda: {} < {}, lambda: hash(a), lambda: int < str):
    try:
        print(f())
    except TypeError as e:
        print(e)
print(sorted([C(3), C(1), C(2)]))
class Rich:
    def __lt__(self, o): return "lt"
    def __le__(self, o): return []
    def __eq__(self, o): return "eq"
    def __ne__(self, o): return 0
    def __gt__(self, o): return None
    def __ge__(self, o): return 3.0
r = Rich()
print(r < 1, r <= 1, r == 1, r != 1, r > 1, r >= 1, 1 < r, 1 <= r, 1 > r, 1 >= r, 1 == r)
print(bool(r == 1), "yes" if r <= 1 else "no", not (r > 1), 1 if r != 1 else 2)
def val(x):
    print("val", x)
    return x
print(val(1) < val(2) < val(3), val(3) < val(2) < val(9))
x = 5
print(1 < 2 > 1 != x is not None in [None, True], 1 == 1.0 == True)
class Sub(C):
    def __gt__(self, o):
        print("Sub.gt")
        return "reflected first"
print(C(1) < Sub(2))
print(object() == object(), a is a, a is not b, (x := object()) == x)
nan = float("nan")
print(nan == nan, [nan] == [nan], nan in [nan], (nan,) == (nan,), {nan: 1}.get(nan))
