# dict: order, views, methods, merging, mutation during iteration, keys that compare equal.
d = {"a": 1, "b": 2}
d["c"] = 3; d["a"] = 10
print(d, list(d), d.keys(), d.values(), d.items(), len(d), "a" in d, 1 in d, d.get("z"), d.get("z", 5), d.setdefault("a", 0), d.setdefault("n"), d.pop("n"), d.pop("q", "dflt"), d.popitem())
del d["a"]
d["a"] = "moved to the end"
print(d, dict(x=1), dict([("k", 1)]), dict({"a": 1}, b=2), dict(zip("ab", (1, 2))), dict.fromkeys("ab"), dict.fromkeys([1], []), {**d, "z": 0}, d | {"q": 1}, {1: "a"} | {1: "b"})
d.update({"u": 1}, v=2); d.update([("w", 3)]); d |= {"x": 4}; d |= [("y", 5)]
print(d, d.copy() == d, {"a": 1, "b": 2} == {"b": 2, "a": 1}, {} == {}, {1: 1} == {1: 2}, {1: "i", 1.0: "f", True: "b"}, {0: "z", False: "f"}, list(reversed({"p": 1, "q": 2})), list(reversed({1: 2}.items())))
k1, k2 = {"a": 1, "b": 2}.keys(), {"b": 0, "c": 0}.keys()
print(sorted(k1 & k2), sorted(k1 | k2), sorted(k1 - k2), sorted(k1 ^ k2), k1 == {"a", "b"}, k1 <= {"a", "b", "c"}, k1.isdisjoint(["z"]), ("a", 1) in {"a": 1}.items(), 1 in {"a": 1}.values())
view = d.keys(); d.clear(); print(view, len(view), d, bool(d))
class Key:
    def __init__(self, h, n): self.h, self.n = h, n
    def __hash__(self): return self.h
    def __eq__(self, o): print("eq", self.n, o.n); return self.n == o.n
    def __repr__(self): return f"Key({self.n})"
e = {Key(1, "a"): 1, Key(1, "b"): 2}
print(e[Key(1, "b")], Key(2, "a") in e, e)
class BadHash:
    def __hash__(self): return "x"
class RaisingEq:
    def __hash__(self): return 1
    def __eq__(self, o): raise ZeroDivisionError("in eq")
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, "|", e)
m = {"a": 1, "b": 2}
def grow():
    for k in m: m[k + "x"] = 1
def shrink():
    for k in m: del m[k]
def change_value():
    for k in m: m[k] = 0
    return m
for f in (lambda: m["z"], lambda: m[[]], lambda: m.pop("z"), lambda: {}.popitem(), lambda: dict(5), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: dict(["ab", "cd"]), lambda: dict("ab"), lambda: {BadHash(): 1}, lambda: {RaisingEq(): 1, RaisingEq(): 2}, change_value, grow, lambda: len(m) > 2, shrink, lambda: m.update(5), lambda: m | 5, lambda: m.get(), lambda: m.get([]), lambda: hash(m), lambda: m.nope, lambda: m < m, lambda: m.keys() + m.keys(), lambda: {1: 2}.keys()[0], lambda: m.setdefault([], 1), lambda: dict(1, 2), lambda: m.pop(), lambda: dict(**{"a b": 1})):
    show(f)
def delete(x, k):
    del x[k]
show(lambda: delete({}, "k"))
big = {i: i * i for i in range(1000)}
for i in range(0, 1000, 2): del big[i]
print(len(big), sum(big), big[999], list(big)[:3], next(iter(big)), list(big.items())[-1])
nested = {"a": {"b": {"c": 1}}}
nested["a"]["b"]["c"] += 5
nested["a"]["d"] = nested["a"].pop("b")
print(nested)
