# Descriptors of the generator family: kinds, wrong receivers, wrong arguments, what cannot be set.
import sys
def t(f, *a, **k):
    try: print('  =>', str(f(*a, **k)).split(' at 0x')[0])
    except BaseException as e: print('  !!', type(e).__name__, e, '| ctx', repr(e.__context__), '| cause', repr(e.__cause__))
def g():
    yield 1
async def c(): pass
async def ag(): yield 1
class C: pass
G, CO, AG = g(), c(), ag()
W = CO.__await__()
AS, AT = AG.asend(None), AG.athrow(ValueError)
AN = anext(AG, 5)
for o in (G, CO, W, AG, AS, AT, AN):
    T = type(o); print(T.__name__, T.__qualname__, T.__module__)
    t(T)
    def sub():
        class S(T): pass
    t(sub)
    def seta(): o.foo = 1
    t(seta)
    for n in dir(T):
        if n.startswith('__') and n not in ('__next__','__anext__','__aiter__','__iter__','__await__','__name__','__qualname__'): continue
        print(n, type(T.__dict__.get(n)).__name__)
        d = T.__dict__.get(n)
        if 'descriptor' in type(d).__name__ and type(d).__name__ in ('method_descriptor','wrapper_descriptor'):
            t(lambda: d(5)); t(lambda: d())
            if n != 'athrow': t(lambda: d(o, 1, 2, 3, 4))
            t(lambda: d(o, x=1))
        else:
            def s(): setattr(o, n, 5)
            def dl(): delattr(o, n)
            t(s); t(dl)
            t(lambda: d.__get__(5))
    print([hasattr(o, x) for x in ('__hash__','__dict__','__weakref__')], isinstance(hash(o), int))
CO.close(); AS.close(); AT.close()
t(iter, CO); t(next, CO); t(iter, AG); t(list, c)
