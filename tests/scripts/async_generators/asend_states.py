# The states of the asend awaitable.
class Tick:
    def __init__(self, v): self.v = v
    def __await__(self): return (yield self.v)
def show(f, *a):
    try:
        print("value", f(*a))
    except BaseException as e:
        print(type(e).__name__, "|", e, "|", e.args)
async def ag():
    try:
        x = yield 1
        print("x", x)
        y = yield await Tick("tick")
        print("y", y)
        yield 3
    except ValueError as e:
        yield ("handled", str(e))
g = ag()
show(g.asend("non-None first").send, None)
a = g.asend(None)
show(a.send, None)
show(a.send, None)
show(a.throw, ValueError)
show(a.close)
a = g.asend("stored")
show(a.send, "given instead")
show(a.send, "into the await")
a = g.asend(None)
show(a.throw, ValueError("thrown"))
show(a.send, None)
show(g.__anext__().__next__)
show(g.__anext__().__next__)
g = ag()
a = g.asend(None)
show(a.close)
show(a.send, None)
show(g.__anext__().send, None)
g = ag()
show(g.__anext__().send, None)
a = g.asend("s")
show(a.send, None)
b = g.__anext__()
show(b.send, None)
show(b.send, None)
c = g.aclose()
show(c.send, None)
show(a.send, "resume")
show(g.aclose().send, None)
g = ag()
show(g.__anext__().send, None)
a = g.asend(None)
show(a.send, None)
show(a.throw, KeyError("in await"))
show(g.__anext__().send, None)
a = g.asend(None)
print(a.__await__() is a, iter(a) is a, type(a).__name__)
a.close()
