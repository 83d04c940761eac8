# Coroutines driven by hand: send, return values, attributes, errors.
import gc
def show(f, *a):
    try:
        print("value", f(*a))
    except BaseException as e:
        print(type(e).__name__, "|", e, "|", getattr(e, "value", ""))
class Sleep:
    def __init__(self, v): self.v = v
    def __await__(self):
        got = yield self.v
        return (self.v, got)
async def f(x):
    a = await Sleep(x)
    b = await Sleep(x + 1)
    return a, b
c = f(1)
print(type(c).__name__, c.__name__, c.__qualname__, c.cr_running, c.cr_suspended, c.cr_await, c.cr_frame is not None, c.cr_origin)
show(c.send, 5)
show(c.send, None)
print(c.cr_suspended, type(c.cr_await).__name__)
show(c.send, "first")
show(c.send, "second")
show(c.send, None)
show(c.throw, ValueError("late"))
show(c.close)
print(c.cr_frame, c.cr_code.co_name)
for op in (iter, next, list):
    c = f(1)
    show(op, c)
    c.close()
async def plain(): return 7
async def calls():
    return await plain() + await plain()
show(calls().send, None)
async def raises(): raise KeyError("k")
async def catches():
    try: await raises()
    except KeyError as e: return f"caught {e!r}"
show(catches().send, None)
c = f(1)
c.send(None)
show(c.throw, ValueError("thrown"))
c = f(1)
show(c.throw, ValueError("into created"))
c = f(1); c.send(None)
show(c.close)
async def stubborn():
    try: await Sleep(1)
    except GeneratorExit: await Sleep(2)
c = stubborn(); c.send(None)
show(c.close)
show(c.send, None)
async def recursive(n):
    return 0 if n == 0 else 1 + await recursive(n - 1)
show(recursive(60).send, None)
c = plain()
for a in ("__name__", "cr_frame", "cr_origin", "foo"):
    try:
        setattr(c, a, 1)
    except Exception as e:
        print(type(e).__name__, e)
c.close()
show(type(c))
