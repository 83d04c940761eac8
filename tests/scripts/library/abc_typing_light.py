# abc and collections.abc: mixins, virtual subclasses, ABCMeta caches.
from abc import ABC, ABCMeta, abstractmethod
from collections.abc import Sequence, MutableMapping, Set, Iterator, Generator, Callable, Mapping, MutableSequence, Reversible, Container, Collection
class Squares(Sequence):
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
    def __getitem__(self, i):
        if not 0 <= i < self.n: raise IndexError(i)
        return i * i
q = Squares(4); print(list(q), 9 in q, q.index(4), q.count(1), list(reversed(q)), isinstance(q, Reversible), isinstance(q, Collection))
class Lower(MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k.lower()]
    def __setitem__(self, k, v): self.d[k.lower()] = v
    def __delitem__(self, k): del self.d[k.lower()]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
m = Lower(); m["A"] = 1; m.update(B=2); print(m["b"], dict(m), m.pop("a"), m.get("zz"), m.setdefault("C", 3), list(m.items()), "c" in m, m == {"b": 2, "c": 3}, m.popitem(), len(m))
class Bits(Set):
    def __init__(self, it=()): self.s = sorted(set(it))
    def __contains__(self, x): return x in self.s
    def __iter__(self): return iter(self.s)
    def __len__(self): return len(self.s)
print(list(Bits([1, 2]) & Bits([2, 3])), list(Bits([1]) | {5}), Bits([1]) <= Bits([1, 2]), Bits([1]) == {1}, list(Bits([1, 2]) - [1]), Bits([1]).isdisjoint([2]))
class Countdown(Iterator):
    def __init__(self, n): self.n = n
    def __next__(self):
        if not self.n: raise StopIteration
        self.n -= 1; return self.n
print(list(Countdown(3)))
class G(Generator):
    def __init__(self): self.i = 0
    def send(self, v): self.i += 1; return (self.i, v)
    def throw(self, t, v=None, tb=None): raise t
g = G(); print(next(g), g.send("s"), g.close())
try: Sequence()
except TypeError as e: print(e)
class Empty(Mapping): pass
try: Empty()
except TypeError as e: print(e)
@Container.register
class Reg: pass
print(isinstance(Reg(), Container), issubclass(Reg, Container), isinstance(len, Callable), isinstance([], MutableSequence))
class I(metaclass=ABCMeta):
    @classmethod
    @abstractmethod
    def make(cls): ...
    @staticmethod
    @abstractmethod
    def st(): ...
    @property
    @abstractmethod
    def p(self): ...
print(sorted(I.__abstractmethods__), Sequence[int], Callable[[int], str])
