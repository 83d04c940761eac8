# Objects that are not context managers; lookups on the type; odd results of __exit__.
class NoEnter:
    def __exit__(self, *a): pass
class NoExit:
    def __enter__(self): pass
class AsyncOnly:
    async def __aenter__(self): pass
    async def __aexit__(self, *a): pass
class OnInstance:
    def __init__(self):
        self.__enter__ = lambda: 1
        self.__exit__ = lambda *a: None
def use(x):
    with x:
        return "entered"
for x in (5, None, NoEnter(), NoExit(), AsyncOnly(), OnInstance()):
    try:
        print(use(x))
    except Exception as e:
        print(type(e).__name__, e)
class Truthy:
    def __init__(self, r): self.r = r
    def __enter__(self): return self
    def __exit__(self, *a): return self.r
for r in (0, "", [], None, 1, "yes", [0]):
    try:
        with Truthy(r): raise ValueError("x")
        print(repr(r), "suppresses")
    except ValueError:
        print(repr(r), "does not suppress")
class BadBool:
    def __bool__(self): raise ZeroDivisionError("in bool")
try:
    with Truthy(BadBool()): raise ValueError
except ZeroDivisionError as e:
    print(e, repr(e.__context__))
class Wrong:
    def __enter__(self): return 1
    def __exit__(self): return 1
try:
    with Wrong(): pass
except TypeError as e:
    print(e)
class Static:
    @staticmethod
    def __enter__(): return "static"
    @classmethod
    def __exit__(cls, *a): print(cls.__name__, len(a))
with Static() as s: print(s)
import sys
class SeesExc:
    def __enter__(self): return self
    def __exit__(self, t, v, tb):
        print(sys.exception() is v, type(v).__name__)
        return True
with SeesExc(): 1 / 0
print(sys.exception())
def gen():
    with SeesExc():
        yield 1
        yield 2
g = gen()
print(next(g))
try:
    g.throw(KeyError("thrown"))
except StopIteration:
    print("suppressed inside the generator")
