# athrow and aclose: values, errors, ignored exits, states.
class Tick:
    def __init__(self, v): self.v = v
    def __await__(self): return (yield self.v)
def show(f, *a):
    try:
        print("value", f(*a))
    except BaseException as e:
        print(type(e).__name__, "|", e)
async def ag():
    while True:
        try:
            yield "value"
        except ValueError as e:
            yield f"handled {e}"
g = ag()
show(g.asend(None).send, None)
show(g.athrow(ValueError("v")).send, None)
show(g.athrow(ValueError("again")).send, None)
show(g.asend(None).send, None)
a = g.athrow(ValueError("once"))
show(a.send, 5)
show(a.send, None)
show(a.send, None)
show(g.athrow(KeyError("out")).send, None)
show(g.athrow(KeyError("finished")).send, None)
show(g.aclose().send, None)
show(g.asend(None).send, None)
g = ag()
show(g.asend(None).send, None)
c = g.aclose()
show(c.send, None)
show(c.send, None)
show(g.asend(None).send, None)
async def stubborn():
    try: yield 1
    except GeneratorExit: yield 2
    yield 3
g = stubborn()
show(g.asend(None).send, None)
show(g.aclose().send, None)
show(g.asend(None).send, None)
async def slow_close():
    try: yield 1
    finally:
        print("closing")
        await Tick("cleanup")
        print("closed")
g = slow_close()
show(g.asend(None).send, None)
c = g.aclose()
show(c.send, None)
print(g.ag_running)
d = g.aclose()
show(d.send, None)
e = g.athrow(ValueError)
show(e.send, None)
show(c.send, None)
g = slow_close()
show(g.asend(None).send, None)
c = g.aclose()
show(c.send, None)
show(c.throw, KeyError("into cleanup"))
async def raises_on_close():
    try: yield 1
    finally: raise LookupError("on close")
g = raises_on_close()
show(g.asend(None).send, None)
show(g.aclose().send, None)
g = ag()
show(g.athrow(ValueError("into created")).send, None)
show(g.asend(None).send, None)
g = ag()
show(g.asend(None).send, None)
show(g.athrow(5).send, None)
show(g.athrow(GeneratorExit).send, None)
show(g.asend(None).send, None)
g = ag()
c = g.aclose()
print(type(c).__name__, c.__await__() is c)
show(c.close)
show(c.send, None)
