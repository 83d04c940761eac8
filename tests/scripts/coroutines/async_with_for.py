# async with and async for: order of events, suppression, break, else, errors.
def run(c):
    steps = []
    try:
        while True: steps.append(c.send(None))
    except StopIteration as e:
        print("steps", steps, "->", e.value)
    except Exception as e:
        print("steps", steps, "->", type(e).__name__, e, "| cause", repr(e.__cause__))
class Tick:
    def __init__(self, v): self.v = v
    def __await__(self): yield self.v
class ACM:
    def __init__(self, n, suppress=False): self.n, self.s = n, suppress
    async def __aenter__(self):
        await Tick("enter " + self.n)
        return self.n
    async def __aexit__(self, t, v, tb):
        await Tick(f"exit {self.n} {t.__name__ if t else None}")
        return self.s
class AIter:
    def __init__(self, n): self.n, self.i = n, 0
    def __aiter__(self): return self
    async def __anext__(self):
        if self.i >= self.n: raise StopAsyncIteration
        self.i += 1
        await Tick(self.i)
        return self.i * 10
async def with_one():
    async with ACM("a") as x: return x
async def with_two():
    async with ACM("a", True) as x, ACM("b"):
        raise ValueError(x)
    return "suppressed"
async def with_raise():
    async with ACM("a"): 1 / 0
async def for_all():
    out = []
    async for x in AIter(3): out.append(x)
    else: out.append("else")
    return out
async def for_break():
    async for x in AIter(3):
        if x == 10: continue
        if x == 20: break
    else: return "no"
    return x
async def nested():
    out = []
    async for a in AIter(2):
        async for b in AIter(2):
            async with ACM("n") as n: out.append((a, b, n))
    return out
async def unpack():
    async for (a, *b) in Pairs(): return a, b
class Pairs(AIter):
    def __init__(self): super().__init__(1)
    async def __anext__(self): return (1, 2, 3)
for f in (with_one, with_two, with_raise, for_all, for_break, nested, unpack): run(f())
class OnlySync:
    def __enter__(self): pass
    def __exit__(self, *a): pass
class NoAexit:
    async def __aenter__(self): pass
class BadEnter:
    def __aenter__(self): return 5
    async def __aexit__(self, *a): pass
class BadExit:
    async def __aenter__(self): pass
    def __aexit__(self, *a): return 6
class AiterInt:
    def __aiter__(self): return 5
class AnextInt:
    def __aiter__(self): return self
    def __anext__(self): return 5
async def w(x):
    async with x: pass
async def l(x):
    async for _ in x: pass
for x in (5, OnlySync(), NoAexit(), BadEnter(), BadExit()): run(w(x))
for x in (5, [], AiterInt(), AnextInt()): run(l(x))
