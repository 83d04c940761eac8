# Async generators: iteration, asend, return, attributes, finish.
def run(c):
    steps = []
    while True:
        try:
            steps.append(c.send(None))
        except StopIteration as e:
            return steps, e.value
class Tick:
    def __init__(self, v): self.v = v
    def __await__(self): return (yield self.v)
async def count(n):
    for i in range(n):
        await Tick(f"t{i}")
        got = yield i
        if got: print("got", got)
async def use():
    return [x async for x in count(3)]
print(run(use()))
async def use_asend():
    g = count(3)
    a = await g.asend(None)
    b = await g.asend("hello")
    c = await anext(g)
    d = await anext(g, "default")
    e = await anext(g, "default again")
    try:
        await anext(g)
    except StopAsyncIteration as s:
        return a, b, c, d, e, repr(s)
print(run(use_asend()))
g = count(1)
print(type(g).__name__, g.__name__, g.__qualname__, g.ag_running, g.ag_suspended, g.ag_await, g.ag_frame is not None, aiter(g) is g, g.__aiter__() is g)
a = g.asend(None)
print(type(a).__name__, g.ag_running, a.send(None), g.ag_running, type(g.ag_await).__name__)
try: a.send(None)
except StopIteration as e: print("yielded", e.value, g.ag_running, g.ag_suspended)
b = g.__anext__()
try: b.send(None)
except StopAsyncIteration as e: print("finished", repr(e), g.ag_frame)
for op in (iter, next, list):
    try: op(g)
    except TypeError as e: print(e)
async def tuples():
    yield 1, 2
    yield StopIteration(5)
    yield
async def collect(): return [repr(x) async for x in tuples()]
print(run(collect()))
async def early():
    async for x in count(5):
        if x == 1: return x
print(run(early()))
async def bare_return():
    yield 1
    return
    yield 2
async def c2(): return [x async for x in bare_return()]
print(run(c2()))
for attribute, v in (("__name__", 5), ("ag_frame", 1), ("ag_running", 1), ("foo", 1)):
    try: setattr(g, attribute, v)
    except Exception as e: print(type(e).__name__, e)
try: type(g)()
except TypeError as e: print(e)
