# Coroutines, their wrappers and what awaits them, driven by hand.
import warnings
warnings.simplefilter("ignore")
import sys
def t(f, *a, **k):
    try: print('  =>', f(*a, **k))
    except BaseException as e:
        print('  !!', type(e).__name__, e, '| ctx', repr(e.__context__), '| cause', repr(e.__cause__))
class Aw:
    def __init__(s, *v): s.v = v
    def __await__(s):
        for x in s.v: r = yield x
        return r
async def leaf(*v): return await Aw(*v)
async def mid(c): return await c
# being awaited / reuse
c = leaf(1, 2); m = mid(c); t(m.send, None); m2 = mid(c); t(m2.send, None); t(m.send, 'x'); t(m.send, 'y'); m3 = mid(c); t(m3.send, None)
async def selfawait(): await me
me = selfawait(); t(me.send, None)
# wrapper
c = leaf(1, 2); w = c.__await__(); print(w is c.__await__(), iter(w) is w); t(next, w); t(w.send, 'v'); t(w.throw, KeyError('w')); t(next, w); t(w.close)
c = leaf(1); w = c.__await__(); t(next, w); t(w.close); t(next, w); print(c.cr_frame)
def gy(c): return (yield from c)
t(next, gy(leaf(1)))
t(next, gy(leaf(1).__await__()))
# flagged generators
def coroutine(f):
    f.__code__ = f.__code__.replace(co_flags=f.__code__.co_flags | 0x100); return f
@coroutine
def flagged(): x = yield 'f'; return x
t(mid(flagged()).send, None)
@coroutine
def flagged2(c): return (yield from c)
t(next, flagged2(leaf('through')))
def plain(): yield 1
t(mid(plain()).send, None)
class RetCoro:
    def __await__(self): return leaf(1)
class RetFlag:
    def __await__(self): return flagged()
class RetList:
    def __await__(self): return [1]
class RetIter:
    def __await__(self): return iter([1, 2])
class Raises:
    def __await__(self): raise KeyError('in await')
for C in (RetCoro, RetFlag, RetList, RetIter, Raises): t(mid(C()).send, None)
# async with
class W:
    def __enter__(s): pass
    def __exit__(s, *a): pass
class NoExit:
    async def __aenter__(s): pass
class BadEnter:
    def __aenter__(s): return 5
    async def __aexit__(s, *a): pass
class BadExit:
    async def __aenter__(s): return s
    def __aexit__(s, *a): return 5
async def aw(x):
    async with x as y: print('body')
for x in (W(), NoExit(), BadEnter(), BadExit(), 5): t(aw(x).send, None)
async def aw2(x):
    async with x: raise ValueError('body')
t(aw2(BadExit()).send, None)
# throw into coroutine
async def handler():
    try: await Aw(1)
    except KeyError as e: print('handled', repr(e)); return await Aw(2)
c = mid(handler()); t(c.send, None); t(c.throw, KeyError('k')); print(c.cr_await.__name__, c.cr_running, c.cr_suspended); t(c.send, 'end')
c = mid(handler()); t(c.send, None); t(c.throw, ValueError('v')); t(c.throw, ValueError('again')); t(c.close)
c = mid(handler()); t(c.throw, KeyError('created')); t(c.send, None)
c = handler(); t(c.send, 1); t(c.close); t(c.send, None)
async def ign():
    try: await Aw(1)
    except GeneratorExit: await Aw(2)
c = ign(); c.send(None); t(c.close); t(c.send, None)
async def stop(): raise StopIteration('s')
t(stop().send, None)
async def stopa(): raise StopAsyncIteration('s')
t(stopa().send, None)
# sys.exception in awaits
async def exc():
    try: raise OSError('o')
    except OSError:
        r = await Aw(1); print(repr(sys.exception()))
        try: await inner()
        except ValueError as v: print(repr(v.__context__))
async def inner(): print(repr(sys.exception())); raise ValueError('v')
c = exc(); t(c.send, None); print(sys.exception()); t(c.send, None)
# names
c = leaf(1); c.__name__ = 'nn'; c.__qualname__ = 'qq'; print(repr(c).split(' at')[0], c.__name__)
t(setattr, c, '__name__', 1); t(delattr, c, '__qualname__'); c.close()
print([x.cr_origin for x in (c,)])
sys.set_coroutine_origin_tracking_depth(1)
def make(): return leaf(1)
c = make(); print([(n, f) for _, n, f in c.cr_origin]); c.close(); t(setattr, c, 'cr_origin', 1)
t(sys.set_coroutine_origin_tracking_depth, depth=0); t(sys.set_coroutine_origin_tracking_depth, 'x'); t(sys.set_coroutine_origin_tracking_depth); t(sys.set_coroutine_origin_tracking_depth, -1); t(sys.set_coroutine_origin_tracking_depth, 2**40)
# async comprehensions & genexpr
async def agen(n):
    for i in range(n): yield i; await Aw('tick')
async def comps():
    print([i async for i in agen(2)], {i: j async for i in agen(2) for j in range(2)}, [x for x in [await Aw('e')]])
    g = (i * 2 async for i in agen(2) if i); print(type(g).__name__, g.__name__)
    return [x async for x in g]
c = comps()
try:
    while 1: print(c.send('s'[:0] or None))
except StopIteration as e: print(e.value)
async def deleg():
    async for x in agen(1): pass
    else: print('else')
    async for x in agen(3):
        if x: break
    return x
c = deleg()
try:
    while 1: c.send(None)
except StopIteration as e: print(e.value)
print(type(agen(1).__aiter__()).__name__)
