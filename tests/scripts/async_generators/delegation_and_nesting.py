# Async generators inside async generators, with blocks, comprehension, early close.
import gc
class Tick:
    def __init__(self, v=None): self.v = v
    def __await__(self): return (yield self.v)
def run(c):
    n = 0
    while True:
        try: c.send(None); n += 1
        except StopIteration as e: return n, e.value
        except Exception as e: return n, type(e).__name__, str(e)
async def base(n):
    try:
        for i in range(n):
            await Tick()
            yield i
    finally:
        print("base finally")
async def doubled(it):
    async for x in it:
        yield x * 2
async def chain(*its):
    for it in its:
        async for x in it: yield x
async def limited(it, n):
    async for x in it:
        if n == 0: break
        n -= 1
        yield x
    await it.aclose()
async def main(g): return [x async for x in g]
print(run(main(doubled(doubled(base(3))))))
print(run(main(chain(base(1), doubled(base(2))))))
print(run(main(limited(base(10), 2))))
class Res:
    async def __aenter__(self):
        print("open"); await Tick(); return self
    async def __aexit__(self, *a):
        print("shut", a[0] and a[0].__name__); await Tick()
async def with_resource():
    async with Res():
        yield 1
        yield 2
async def stop_early():
    g = with_resource()
    async for x in g: break
    await g.aclose()
    return x
print(run(stop_early()))
print(run(main(with_resource())))
async def throws():
    g = with_resource()
    await anext(g)
    try: await g.athrow(KeyError("k"))
    except KeyError as e: return repr(e)
print(run(throws()))
async def infinite():
    n = 0
    while True:
        cmd = yield n
        n = cmd if cmd is not None else n + 1
async def control():
    g = infinite()
    out = [await anext(g), await anext(g), await g.asend(10), await anext(g)]
    await g.aclose()
    return out
print(run(control()))
async def yields_in_handlers():
    try:
        yield "try"
        raise ValueError
    except ValueError:
        yield "except"
    else:
        yield "never"
    finally:
        yield "finally"
print(run(main(yields_in_handlers())))
async def agen_lambda():
    fs = [lambda i=i: i async for i in base(2)]
    yield [f() for f in fs]
print(run(main(agen_lambda())))
async def interleave():
    a, b = base(2), doubled(base(2))
    out = [await anext(a), await anext(b), await anext(a), await anext(b)]
    await a.aclose(); await b.aclose(); gc.collect()
    return out
print(run(interleave())[1])
