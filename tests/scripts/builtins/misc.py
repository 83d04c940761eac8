# The built-in functions that other scripts do not touch.
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, "|", e)
print(abs(-5), abs(-2.5), bin(10), callable(len), chr(65), divmod(17, 5), hash("a") == hash("a"), id(None) == id(None), len({1: 2}), ord("A"), pow(2, 5), pow(2, 5, 7), round(3.14159, 2), type(5), isinstance(5, (str, int)), issubclass(bool, int), all([]), any([]))
print(*[1, 2], sep=", ", end="!\n")
print("a", "b", sep="", end="")
print()
print(None, True, 1.5, "s", b"b", [1], (1,), {1}, {1: 1}, ..., sep="|")
print(end="")
print(repr("x"), ascii("é"), format(5, "03"), format("x", ">3"), str(5), str(), bool(), int(), float(), list(), tuple(), dict(), set(), bytes(), frozenset())
print(getattr(5, "real"), getattr(5, "zz", None), hasattr(5, "real"), hasattr(5, "zz"), sorted(dir(type("X", (), {"a": 1, "_b": 2})))[-2:], "real" in dir(5))
class A:
    x = 1
a = A()
setattr(a, "y", 2); print(a.y, vars(a)); delattr(a, "y"); print(vars(a))
print(max(1, 2, 3), max([4, 5]), max("ab", "b", key=len), min(3, 1), min([1], default=0), sum([1, 2, 3]), sum([[1], [2]], []), sorted([2, 1]), list(reversed([1, 2])), list(zip([1, 2], [3, 4])), list(map(str, [1, 2])), list(filter(lambda x: x > 1, [1, 2])), list(enumerate("a")), next(iter([1])), list(iter(range(2))))
print(type(type(5)), type("N", (), {})().__class__.__name__, object() != object(), isinstance(object, type), NotImplemented is NotImplemented, ... is Ellipsis, __debug__, super.__name__, property.__name__)
print(slice(1, 2, 3), range(2))
for f in (lambda: max([]), lambda: max(), lambda: max(1), lambda: max(1, "a"), lambda: min([], []), lambda: sum(["a"], ""), lambda: sum("ab"), lambda: sum(5), lambda: abs("a"), lambda: len(), lambda: len(1, 2), lambda: len(5), lambda: ord(""), lambda: chr("a"), lambda: round("a"), lambda: pow("a", 2), lambda: isinstance(1), lambda: getattr(1), lambda: getattr(5, "zz"), lambda: sorted(), lambda: sorted([1], lambda x: x), lambda: print(sep=5), lambda: print(foo=1), lambda: hash([]), lambda: divmod("a", 1), lambda: bin(1.5), lambda: format(1, 2), lambda: callable(), lambda: iter(), lambda: id(), lambda: dict(1), lambda: int(1, 2, 3), lambda: type(1, 2), lambda: all(5), lambda: any(None), lambda: enumerate(), lambda: zip(5), lambda: map(len), lambda: vars(1), lambda: setattr(1), lambda: bool(1, 2), lambda: float(1, 2), lambda: list(a=1), lambda: tuple(1, 2), lambda: object.__new__(), lambda: len(len=1), lambda: input.nope, lambda: max([1], foo=1), lambda: next([1]), lambda: sum([1], start=2), lambda: __import__("no_such_module_here"), lambda: __import__("")):
    show(f)
print(any(x > 2 for x in range(5)), all(x < 5 for x in range(5)), max((x * x, x) for x in range(-3, 3)), min("hello", key=lambda c: -ord(c)), sum(x for x in range(10)), sorted("bca", reverse=True), dict(a=1, **{"b": 2}))
