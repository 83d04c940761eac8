# throw and close through awaits, finally with await, cancellation.
class Tick:
    def __init__(self, v="tick"): self.v = v
    def __await__(self):
        try:
            got = yield self.v
            return got
        finally:
            print("tick finally")
class Cancelled(BaseException): pass
def show(f, *a):
    try:
        print("value", f(*a))
    except BaseException as e:
        print(type(e).__name__, "|", e, "| ctx", repr(e.__context__))
async def inner():
    try:
        await Tick("inner")
    except ValueError as e:
        print("inner handles", e)
        return "handled"
    except Cancelled:
        print("cancelled")
        await Tick("cleanup")
        raise
async def outer():
    try:
        return await inner()
    finally:
        print("outer finally")
        await Tick("outer cleanup")
c = outer()
show(c.send, None)
show(c.throw, ValueError("v"))
show(c.send, None)
c = outer()
show(c.send, None)
show(c.throw, Cancelled("c"))
show(c.send, None)
show(c.send, None)
c = outer()
show(c.send, None)
show(c.close)
show(c.send, None)
c = outer()
show(c.send, None)
show(c.throw, KeyError("unhandled"))
show(c.throw, IndexError("replaces it"))
async def shield():
    for i in range(3):
        try:
            await Tick(i)
        except Cancelled as e:
            print("ignored", e)
    return "survived"
c = shield()
show(c.send, None)
show(c.throw, Cancelled(1))
show(c.throw, Cancelled(2))
show(c.throw, Cancelled(3))
class Custom:
    def __await__(self): return self
    def __iter__(self): return self
    def __next__(self): return "custom"
    def send(self, v): return ("custom sent", v)
    def throw(self, e): return ("custom thrown", repr(e))
    def close(self): print("custom closed")
async def uses(): return await Custom()
c = uses()
show(c.send, None)
show(c.send, 5)
show(c.throw, ValueError("x"))
show(c.close)
