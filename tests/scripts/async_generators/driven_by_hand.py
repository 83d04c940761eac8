# Awaitables of async generators in every state, driven by hand.
import warnings
warnings.simplefilter("ignore", DeprecationWarning)
over = []
import sys
kept = []
def t(f, *a, **k):
    try: print('  =>', f(*a, **k))
    except BaseException as e:
        print('  !!', type(e).__name__, e, e.args, '| ctx', repr(e.__context__), '| cause', repr(e.__cause__), e.__suppress_context__)
class Aw:
    def __init__(s, *v): s.v = v
    def __await__(s):
        r = None
        for x in s.v:
            r = yield x
            print('aw got', r)
        return r
def st(a): return a.ag_running, a.ag_suspended, a.ag_await is not None, a.ag_frame is not None
async def ag():
    try:
        print('body got', (yield 1))
        await Aw('w1', 'w2')
        yield (2, 3)
        yield StopIteration(5)
    except ValueError as e:
        print('caught', repr(e), repr(e.__context__)); yield 'after'
        await Aw('in handler')
    finally:
        print('fin', repr(sys.exception()))
        await Aw('fin')
a = ag()
s = a.asend(None); print(st(a)); t(s.send, None); print(st(a)); t(s.send, None); t(s.close)
s = a.asend('x'); t(s.send, None); print(st(a)); s2 = a.asend(1); t(s2.send, None); t(s2.send, None)
x = a.aclose(); t(x.send, None); t(x.throw, KeyError); x = a.athrow(KeyError); t(x.throw, KeyError); 
t(s.send, 'r1'); t(s.__next__)
t(a.asend(None).send, None)
t(a.asend(None).send, None)
th = a.athrow(ValueError('v')); t(th.send, 5); t(th.send, None); print(st(a)); t(th.send, None)
s = a.__anext__(); t(s.send, None); print(st(a)); t(s.throw, KeyError('k')); print(st(a)); t(s.send, None); t(s.send, None); print(st(a))
for m in ('asend', 'athrow', 'aclose'):
    y = getattr(a, m)(*([ValueError] if m == 'athrow' else [None] if m == 'asend' else [])); t(y.send, None); t(y.send, None)
# close in states
a = ag(); x = a.aclose(); t(x.send, None); print(st(a))
a = ag(); t(a.asend(None).send, None); x = a.aclose(); t(x.send, None); print(st(a)); t(x.send, 's'); print(st(a))
async def ig(over):
    while True:
        try: yield 1
        except GeneratorExit:
            if over: raise
a = ig(over); kept.append(a); t(a.asend(None).send, None); x = a.aclose(); t(x.send, None); t(x.send, None); print(st(a)); t(a.asend(None).send, None); t(a.athrow(KeyError).send, None)
x = a.aclose(); t(x.close); 
a = ig(over); kept.append(a); s = a.asend(None); t(s.close); print(st(a)); t(a.asend(None).send, None)
a = ig(over); kept.append(a); t(a.asend(None).send, None); s = a.asend(None); t(s.close)
a = ig(over); kept.append(a); t(lambda: a.athrow(1).send(None)); t(lambda: a.athrow(int).send(None))
async def awc():
    try: await Aw('p'); yield 1
    except GeneratorExit: print('ge'); await Aw('cleanup')
a = awc(); kept.append(a); s = a.asend(None); t(s.send, None); t(s.close); print(st(a)); t(s.send, 1); print(st(a))
a = awc(); kept.append(a); s = a.asend(None); t(s.send, None); x = a.aclose(); t(x.send, None); t(s.throw, GeneratorExit); t(s.send, None); print(st(a))
async def pep(): yield 1; raise StopAsyncIteration('x')
a = pep(); t(a.asend(None).send, None); t(a.asend(None).send, None)
async def pep2(): yield 1; raise StopIteration('x')
a = pep2(); t(a.asend(None).send, None); t(a.asend(None).send, None); t(a.asend(None).send, None); t(a.athrow(KeyError).send, None); t(a.aclose().send, None)
# non-None first
a = pep(); s = a.asend(5); t(s.send, None); t(s.send, None); t(a.asend(None).send, None)
a = pep(); s = a.asend(None); t(s.send, 5); 
# anext default
async def fin():
    yield 1
a = fin(); n = anext(a, 'dflt'); t(n.send, None); n = anext(a, 'dflt'); t(n.send, None); t(n.send, None); t(n.throw, KeyError('k')); t(n.close)
class AI:
    def __init__(s, r): s.r = r
    def __aiter__(s): return s
    def __anext__(s): return s.r
t(lambda: anext(AI(5), 1).send(None)); t(lambda: anext(AI(5))); t(lambda: anext(AI(Aw(1)), 1).send(None))
async def co(): raise StopAsyncIteration('ended')
t(lambda: anext(AI(co()), 'd').send(None))
n = anext(AI(Aw(1, 2)), 1); t(n.send, None); t(n.send, None); t(n.throw, KeyError('x')); t(n.close); t(n.throw, KeyError, 'x')
t(anext, 5); t(aiter, 5); t(anext); t(anext, 1, 2, 3)
async def loop(x):
    async for i in x: print('i', i)
for x in (5, AI(5), AI(None), AI(Aw(1)), fin()):
    t(lambda: loop(x).send(None))
class A2:
    def __aiter__(s): return 5
t(lambda: loop(A2()).send(None))
class A4:
    __aiter__ = None
t(lambda: loop(A4()).send(None))

async def comp(): return [i async for i in fin()], {i async for i in fin()}, [await Aw(3) for _ in range(1)]
c = comp(); t(c.send, None); t(c.send, 'z')
def first(a): print('first', a.__name__); raise KeyError('hook')
sys.set_asyncgen_hooks(first)
a = fin(); t(a.asend, None); t(a.asend(None).send, None); t(lambda: a.aclose().send(None))
a = fin(); t(lambda: loop(a).send(None)); t(lambda: loop(a).send(None))
sys.set_asyncgen_hooks(None)
t(sys.set_asyncgen_hooks, 1, 2, 3); t(sys.set_asyncgen_hooks, 1); t(sys.set_asyncgen_hooks, None, finalizer=3)
over.append(True)
