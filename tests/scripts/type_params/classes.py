# Generic classes.
class Box[T]:
    def __init__(self, v: T): self.v = v
    def get(self) -> T: return self.v
    def swap[U](self, u: U) -> Box[U]: return Box(u)
    tp = T
print(Box.__type_params__, Box(5).get(), Box(1).swap("x").v, Box.tp is Box.__type_params__[0])
print([b.__name__ for b in Box.__mro__], Box.__parameters__)
print(Box[int], Box[int](7).v, Box[int].__origin__ is Box, Box[int].__args__)
class Named[K: str, V = int](dict):
    def put(self, k: K, v: V): self[k] = v; return self
print(Named().put("a", 1), [b.__name__ for b in Named.__mro__], Named.__type_params__)
class Sub(Box[int]): pass
print(Sub(3).get(), [b.__name__ for b in Sub.__mro__], Sub.__orig_bases__)
class Child[T](Box[T]): pass
print(Child(1).v, Child.__parameters__, Child[str])
def factory(v):
    class Local[T]:
        value = v
        def both(self): return v, T
    return Local
L = factory(9)
print(L().both(), L.__qualname__)
class Meta(type): pass
class WithMeta[T](metaclass=Meta): x = 1
print(type(WithMeta).__name__, WithMeta.x)
try: Box[int, str]
except TypeError as e: print(e)
try: class_getitem = Sub[int]
except TypeError as e: print(e)
print(Box.get.__annotations__, Box.swap.__type_params__)
