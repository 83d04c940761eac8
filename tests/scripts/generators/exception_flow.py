# Exceptions through generators: contexts, tracebacks, delegation, what runs and what is linked meanwhile.
import warnings
warnings.simplefilter("ignore", DeprecationWarning)
over = []
import sys
def t(f, *a, **k):
    try: print('  =>', f(*a, **k))
    except BaseException as e:
        print('  !!', type(e).__name__, e, '| ctx', repr(e.__context__), '| cause', repr(e.__cause__), e.__suppress_context__)
        tb = e.__traceback__; L = []
        while tb: L.append((tb.tb_frame.f_code.co_name, tb.tb_lineno, tb.tb_lasti)); tb = tb.tb_next
        print('    ', L[1:])
# exception state
def g():
    print('in', repr(sys.exception()))
    try:
        yield 1
    except KeyError as e:
        print('h', repr(sys.exception()), repr(e.__context__))
        yield 2
        print('h2', repr(sys.exception()))
        try: raise ValueError('v')
        except ValueError as v: print(repr(v.__context__)); yield 3
        print('h3', repr(sys.exception()))
    finally:
        print('f', repr(sys.exception()))
try: raise IndexError('outer')
except IndexError:
    x = g(); next(x); print(sys.exception())
    t(x.throw, KeyError('k'))
    print(repr(sys.exception()))
t(next, x)
try: raise OSError('o')
except OSError:
    t(next, x)
print(sys.exception())
def ctx():
    try:
        yield
    finally:
        raise ValueError('in finally')
for handled in (0, 1):
    o = ctx(); next(o)
    if handled:
        try: raise KeyError('caller')
        except KeyError: 
            t(o.close)
            o = ctx(); next(o); t(o.throw, TypeError('x'))
    else: t(o.close); o = ctx(); next(o); t(o.throw, TypeError('x'))
# throw in created
o = ctx(); t(o.throw, StopIteration('s')); t(next, o); t(o.throw, KeyError('after'))
o = ctx(); t(o.throw, KeyError, 'k'); 
# reuse thrown
e = KeyError('same')
def keep():
    while 1:
        try: yield
        except KeyError as k: print(k is e)
o = keep(); next(o); o.throw(e); o.throw(e)
def d(inner):
    try: return (yield from inner)
    except BaseException as e: print('d', repr(e), repr(e.__context__)); raise
def inn():
    try: yield 1
    except ValueError as e:
        print('inner f_back', sys._getframe().f_back.f_code.co_name, sys._getframe().f_back.f_back.f_code.co_name)
        print(D.gi_running, D.gi_yieldfrom, D.gi_suspended, D.gi_frame is not None)
        t(D.send, None); t(D.close); t(D.throw, KeyError)
        yield 2
    finally:
        print('inn fin', D.gi_running, sys._getframe().f_back.f_code.co_name)
D = d(inn()); next(D)
def thrower(): return D.throw(ValueError('tv'))
print(thrower(), D.gi_yieldfrom.__name__, D.gi_frame.f_back)
t(D.close)
D = d(inn()); next(D); t(D.throw, GeneratorExit)
D = d(inn()); next(D); t(D.throw, KeyError('through'))
D = d(inn()); next(D); t(D.throw, ValueError('stop')); t(next, D)
# close returning
def r():
    try: yield
    except GeneratorExit: return 42
o = r(); next(o); t(o.close)
def rr(): return (yield from r())
o = rr(); next(o); t(o.close)
def ig(over):
    while True:
        try: yield 1
        except GeneratorExit:
            if over: raise
o = kept = ig(over); next(o); t(o.close); print(o.gi_suspended); t(next, o)
o = rr(); fr = o.gi_frame; print(fr.f_lasti, fr.f_generator is o); next(o); print(fr.f_lasti, fr.f_generator is o, fr.f_back)
o.close(); print(fr.f_generator, sorted(fr.f_locals))
def self_ops():
    for f in (lambda: me.send(1), lambda: me.throw(KeyError), lambda: me.close(), lambda: next(me)):
        t(f)
    t(me.gi_frame.clear)
    yield
me = self_ops(); next(me)
def st(): yield from iter([1,2])
o = st(); next(o); t(o.send, 5); t(next, o)
o = st(); next(o); t(o.throw, KeyError('list iter')); 
class It:
    def __iter__(self): return self
    def __next__(self): return 'n'
o = d(It()); next(o); t(o.throw, KeyError, 'a', None)
class It2(It):
    def throw(self, *a): print(a); raise StopIteration(('tup',))
o = d(It2()); next(o); t(o.throw, KeyError, 'a', None); o = d(It2()); next(o); t(o.throw, KeyError)
def retstop(): return StopIteration(3); yield
t(next, retstop())
def rettup(): return (1, 2); yield
t(next, rettup())
def sub():
    class Sub(StopIteration): pass
    raise Sub('s'); yield
t(next, sub())
g5 = (i for i in [1]); g5.gi_frame
t(lambda: (i for i in 5))
def nonlocal_gen():
    x = 1
    def inc(): nonlocal x; x += 1
    yield inc
    yield x
ng = nonlocal_gen(); next(ng)(); t(next, ng)
over.append(True)
