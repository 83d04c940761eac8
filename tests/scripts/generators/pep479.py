# StopIteration that leaves a generator body becomes RuntimeError.
def show(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, "|", e, "|", repr(e.__cause__), "|", e.__cause__ is e.__context__, e.__suppress_context__)
def explicit():
    yield 1
    raise StopIteration("explicit")
def nested_next():
    yield next(iter([]))
class Sub(StopIteration): pass
def subclass():
    raise Sub("sub")
    yield
def caught():
    try:
        yield next(iter([]))
    except StopIteration:
        yield "caught inside"
def async_stop():
    raise StopAsyncIteration("unchanged in a plain generator")
    yield
def on_close():
    try:
        yield 1
    except GeneratorExit:
        raise StopIteration("on close")
show(lambda: list(explicit()))
show(lambda: list(nested_next()))
show(lambda: list(subclass()))
show(lambda: list(caught()))
show(lambda: list(async_stop()))
o = on_close()
next(o)
show(o.close)
o = explicit()
next(o)
show(lambda: o.throw(StopIteration("thrown")))
o = explicit()
show(lambda: o.throw(StopIteration("into a created generator")))
show(lambda: list(next(iter([])) for _ in [1]))
show(lambda: [next(iter([])) for _ in [1]])
async def coro(): raise StopIteration("from a coroutine")
show(lambda: coro().send(None))
async def coro2(): raise StopAsyncIteration("stays")
show(lambda: coro2().send(None))
async def agen():
    raise StopAsyncIteration("from an async generator")
    yield
show(lambda: agen().__anext__().send(None))
async def agen2():
    raise StopIteration("from an async generator")
    yield
show(lambda: agen2().__anext__().send(None))
def delegating():
    r = yield from explicit()
show(lambda: list(delegating()))
