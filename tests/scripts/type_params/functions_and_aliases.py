# PEP 695: generic functions, type aliases, scopes, bounds, defaults.
def first[T](xs: list[T]) -> T: return xs[0]
print(first([1, 2]), first.__type_params__, [type(p).__name__ for p in first.__type_params__], first.__annotations__)
def many[A, *Ts, **P](a: A, *args: *Ts): return A, Ts, P
print(many(1), [type(p).__name__ for p in many.__type_params__])
def bound[T: int, U: (str, bytes), V = list](x): return T, U, V
T, U, V = bound(1)
print(T.__name__, T.__bound__, U.__constraints__, V.__default__, T.__constraints__, U.__bound__, V.has_default(), T.has_default())
def lazy[T: undefined_bound](): return T
try: lazy().__bound__
except NameError as e: print(e)
type Pair[X] = tuple[X, X]
type Json = int | str | list[Json]
print(Pair, Pair.__name__, Pair.__type_params__, Pair.__value__, type(Pair).__name__, Json, Json.__name__)
type Bad = nope_not_defined
try: Bad.__value__
except NameError as e: print(e)
def outer[T](x):
    def inner[S](y): return T, S
    type Local = tuple[T, S2]
    S2 = int
    return inner(x), Local.__value__
print(outer(1))
def deco(f):
    print("decorate", f.__name__)
    return f
@deco
def generic[T](x: T = 5, *, k=(lambda: 7)()): return x, k
print(generic(), generic.__qualname__, generic.__defaults__, generic.__kwdefaults__)
def shadow[T](T): return T
print(shadow(3), shadow.__type_params__)
async def acoro[T](x: T) -> T: return x
c = acoro(4)
try: c.send(None)
except StopIteration as e: print(e.value, acoro.__type_params__)
def gen[T](n: T):
    yield T
    yield n
print([str(x) for x in gen(2)])
print((lambda: Pair.__value__ is Pair.__value__)(), T is bound(1)[0], T == bound.__type_params__[0])
try: Pair.__value__ = 1
except AttributeError as e: print(e)
try: T.__bound__ = 1
except AttributeError as e: print(e)
