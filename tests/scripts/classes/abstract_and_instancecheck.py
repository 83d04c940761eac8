# Abstract classes, __instancecheck__, __subclasscheck__, __subclasshook__, registration.
import abc
class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self): ...
    @property
    @abc.abstractmethod
    def name(self): ...
    def describe(self): return f"{self.name} {self.area()}"
class Square(Shape):
    def __init__(self, s): self.s = s
    def area(self): return self.s ** 2
    @property
    def name(self): return "square"
class Half(Shape):
    def area(self): return 0
for k in (Shape, Half, type("None_", (Shape,), {})):
    try:
        k()
    except TypeError as e:
        print(e)
print(Square(3).describe(), sorted(Shape.__abstractmethods__), Half.__abstractmethods__)
Shape.register(int)
print(isinstance(5, Shape), issubclass(int, Shape), issubclass(str, Shape), issubclass(bool, Shape))
class Meta(type):
    def __instancecheck__(cls, o): return o == 42
    def __subclasscheck__(cls, k): return k is str
class Odd(metaclass=Meta): pass
print(isinstance(42, Odd), isinstance(1, Odd), issubclass(str, Odd), issubclass(int, Odd), isinstance(Odd(), Odd))
class Sized2(abc.ABC):
    @classmethod
    def __subclasshook__(cls, k):
        return True if any("__len__" in b.__dict__ for b in k.__mro__) else NotImplemented
print(isinstance([], Sized2), isinstance(5, Sized2))
print(isinstance(1, (str, (int, float))), isinstance(1, int | str), issubclass(bool, int | None), isinstance(None, int | None))
for f in (lambda: isinstance(1, 5), lambda: issubclass(1, int), lambda: issubclass(int, 5), lambda: isinstance(1, [int]), lambda: isinstance(1, list[int])):
    try:
        f()
    except TypeError as e:
        print(e)
from collections.abc import Iterable, Iterator, Callable, Hashable, Sized, Mapping, Sequence, Generator, Coroutine, Awaitable, AsyncGenerator
print([isinstance([], t) for t in (Iterable, Iterator, Callable, Hashable, Sized, Mapping, Sequence)])
def g(): yield
async def c(): pass
async def ag(): yield
co = c()
print(isinstance(g(), Generator), isinstance(co, Coroutine), isinstance(co, Awaitable), isinstance(ag(), AsyncGenerator), isinstance(g(), Iterator))
co.close()
