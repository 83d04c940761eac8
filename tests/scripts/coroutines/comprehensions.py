# async comprehensions and await inside comprehensions.
def run(c):
    steps = 0
    try:
        while True:
            c.send(None); steps += 1
    except StopIteration as e:
        print(steps, e.value)
    except Exception as e:
        print(steps, type(e).__name__, e)
class Tick:
    def __await__(self): yield
async def arange(n):
    for i in range(n):
        await Tick()
        yield i
async def val(x):
    await Tick()
    return x
async def lists():
    return [x async for x in arange(3)], {x async for x in arange(3)}, {x: x * 2 async for x in arange(3)}
async def conds():
    return [x async for x in arange(6) if x % 2], [await val(x) for x in range(3)], [x for x in range(4) if await val(x)]
async def mixed():
    return [(a, b) async for a in arange(2) for b in range(2)], [(a, b) for a in range(2) async for b in arange(2)]
async def nested():
    return [[y async for y in arange(x)] async for x in arange(3)]
async def genexp():
    g = (x * 10 async for x in arange(3))
    print(type(g).__name__, g.__name__)
    return [x async for x in g]
async def await_genexp():
    g = (await val(x) for x in range(3))
    print(type(g).__name__)
    return [x async for x in g]
async def captured():
    k = 5
    fs = [lambda: (x, k) async for x in arange(2)]
    return [f() for f in fs]
async def first_await():
    return [x for x in await val([7, 8])]
async def bad(): return [x async for x in 5]
async def bad2(): return (x async for x in 5)
async def raising(): return [1 / x async for x in arange(2)]
async def in_dict(): return {await val(1): await val(2), **{"k": await val(3)}}
async def call_args(): return max(await val(1), *[await val(5)], key=lambda v: v)
async def cond_expr(): return await val(1) if await val(0) else await val(2)
async def boolops(): return await val(0) or await val(4) and await val(5)
async def fstr(): return f"{await val('x')}-{await val(2):>3}"
async def subscript():
    d = {}
    d[await val("k")] = await val("v")
    d["n"] = 1
    d["n"] += await val(5)
    return d
for f in (lists, conds, mixed, nested, genexp, await_genexp, captured, first_await, bad, bad2, raising, in_dict, call_args, cond_expr, boolops, fstr, subscript):
    run(f())
