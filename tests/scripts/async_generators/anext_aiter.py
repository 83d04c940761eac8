# The built-ins aiter and anext.
class Tick:
    def __await__(self): return (yield "tick")
def show(f, *a):
    try:
        print("value", f(*a))
    except BaseException as e:
        print(type(e).__name__, "|", e)
async def ag(n):
    for i in range(n):
        await Tick()
        yield i
class NoAnext:
    def __aiter__(self): return 5
class Custom:
    def __init__(self): self.n = 0
    def __aiter__(self): return self
    async def __anext__(self):
        self.n += 1
        if self.n > 2: raise StopAsyncIteration
        return self.n
class IntAnext:
    def __aiter__(self): return self
    def __anext__(self): return 5
def drive(c):
    while True:
        try: c.send(None)
        except StopIteration as e: return e.value
        except BaseException as e: return type(e).__name__, str(e)
async def two(x):
    it = aiter(x)
    return [await anext(it), await anext(it, "d"), await anext(it, "d"), await anext(it, None)]
print(drive(two(Custom())), drive(two(ag(2))))
async def too_far(x):
    it = aiter(x)
    return [await anext(it), await anext(it), await anext(it)]
print(drive(too_far(Custom())), drive(too_far(ag(2))))
show(aiter, 5)
show(aiter, [])
show(aiter, NoAnext())
show(anext, 5)
show(anext)
show(anext, 1, 2, 3)
show(aiter)
show(anext, IntAnext())
x = anext(IntAnext(), "default")
print(type(x).__name__)
show(x.send, None)
g = ag(1)
x = anext(g, "default")
show(x.send, None)
show(x.throw, KeyError("k"))
show(x.close)
y = anext(Custom(), 1)
print(iter(y) is y, y.__await__() is y)
show(next, y)
show(type(y))
