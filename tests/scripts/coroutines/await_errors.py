# What can be awaited and what cannot.
import types
def drive(c):
    try:
        return c.send(None)
    except StopIteration as e:
        return "returned", e.value
    except BaseException as e:
        return type(e).__name__, str(e)
    finally:
        c.close()
async def aw(x): return await x
class RetInt:
    def __await__(self): return 5
class RetCoro:
    def __await__(self):
        return made
class RetList:
    def __await__(self): return [1]
class RetIter:
    def __await__(self): return iter([1])
class NoneAwait:
    __await__ = None
class Raises:
    def __await__(self): raise ZeroDivisionError("in __await__")
class OnInstance:
    def __init__(self): self.__await__ = lambda: iter([])
async def empty(): return "empty"
made = empty()
def gen(): yield 1
for x in (5, None, [], gen(), RetInt(), RetCoro(), RetList(), RetIter(), NoneAwait(), Raises(), OnInstance(), int, gen):
    print(drive(aw(x)))
made.close()
@types.coroutine
def old(): 
    x = yield "from types.coroutine"
    return x
print(drive(aw(old())), hex(old.__code__.co_flags))
@types.coroutine
def wraps(): return iter(())
print(type(wraps()).__name__)
c = empty()
print(drive(aw(c)))
print(drive(aw(c)))
@types.coroutine
def pause(): yield "paused"
async def inner(): await pause()
shared = inner()
first, second = aw(shared), aw(shared)
print(first.send(None))
print(drive(second))
first.close()
async def selfish(): await me
me = selfish()
print(drive(me))
async def two():
    return (await old(), await old())
t = two()
t.send(None); t.send("a")
try: t.send("b")
except StopIteration as e: print(e.value)
w = inner().__await__()
print(type(w).__name__, iter(w) is w, next(w), w.close())
k = inner()
w1, w2 = k.__await__(), k.__await__()
print(w1 is w2, w1.send(None))
try:
    w2.throw(ValueError("through the wrapper"))
except ValueError as e: print(e)
try:
    next(w1)
except RuntimeError as e: print(e)
