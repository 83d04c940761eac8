# What is closed when it dies, and what that shows.
import gc, sys

def hook(args):
    print("HOOK", args.exc_type.__name__, args.exc_value, "|", args.err_msg.split(" at 0x")[0], "|", args.object)
    tb = args.exc_traceback
    while tb:
        print("   in", tb.tb_frame.f_code.co_name)
        tb = tb.tb_next
sys.unraisablehook = hook

def drop(g):
    next(g)
    del g
    gc.collect()

print("-- finally, except, with, in turn")
def fin():
    try: yield
    finally: print("finally")
drop(fin())
def exc():
    try: yield
    except GeneratorExit as e: print("caught", repr(e), e.__context__)
drop(exc())
def bare():
    try: yield
    except ValueError: print("never")
    else: print("never")
drop(bare())
def nested():
    try:
        try: yield
        finally: print("one")
    finally: print("two")
drop(nested())
print("-- nothing to run")
def unguarded():
    try: print("before")
    finally: print("done before")
    yield
    print("never")
drop(unguarded())
g = fin(); del g; gc.collect()
g = fin(); list(g); del g; gc.collect()
g = fin(); next(g); g.close(); del g; gc.collect()
print("-- in and out of a guarded place")
def changing():
    yield 1
    try: yield 2
    finally: print("left")
    yield 3
for n in range(1, 4):
    g = changing()
    for _ in range(n): next(g)
    print(n); del g; gc.collect()
print("-- errors")
def bad():
    try: yield
    finally: 1 / 0
drop(bad())
def ignores():
    while True:
        try: yield
        except GeneratorExit: pass
drop(ignores())
def stops():
    try: yield
    finally: raise StopIteration(3)
drop(stops())
def exits():
    try: yield
    finally: raise SystemExit(5)
drop(exits())
def chained():
    try: yield
    finally:
        try: 1 / 0
        except ZeroDivisionError as e: raise KeyError("k") from e
drop(chained())
print("-- a value returned says nothing")
def returns():
    try: yield
    except GeneratorExit: return 5
drop(returns())
print("-- the handled exception")
def handled():
    try: yield
    finally: print(repr(sys.exception()), repr(sys.exception().__context__))
g = handled(); next(g)
try: 1 / 0
except ZeroDivisionError:
    del g; gc.collect()
    print(repr(sys.exception()))
print(sys.exception())
print("-- foreign delegates")
class Foreign:
    def __iter__(self): return self
    def __next__(self): return 1
    def close(self): print("close of foreign")
class Failing(Foreign):
    def close(self): raise OSError("close")
class Lookup(Foreign):
    @property
    def close(self): raise LookupError("no close")
class Without:
    def __iter__(self): return self
    def __next__(self): return 1
def delegate(it): yield from it
for kind in (Foreign, Failing, Lookup, Without):
    print(kind.__name__); drop(delegate(kind()))
drop(delegate(iter([1, 2])))
def outer(it):
    try: yield from it
    finally: print("outer")
drop(outer(Failing())); drop(outer(bad())); drop(outer(ignores()))
print("-- resurrection, once")
kept = []
def saves():
    try: yield 1
    finally: kept.append(g_frame()); print("saved")
    yield 2
def g_frame(): return sys._getframe(1).f_generator
g = saves(); next(g); del g; gc.collect()
print(len(kept), kept[0].gi_frame); kept.clear(); gc.collect()
def again():
    while True:
        try: yield
        except GeneratorExit: kept.append(me()); print("kept")
def me(): return sys._getframe(1).f_generator
g = again(); next(g); del g; gc.collect()
print(len(kept), kept[0].gi_suspended, next(kept[0])); kept.clear(); gc.collect(); print("silent")
print("-- cycles")
def selfish():
    me = yield
    try: yield
    finally: print("cycle", me is not None)
g = selfish(); next(g); g.send(g); del g; gc.collect()
def framed():
    f = sys._getframe()
    try: yield
    finally: print("frame", f.f_code.co_name)
drop(framed())
print("-- comprehensions, genexprs, lambdas")
g = (x for x in fin()); next(g); del g; gc.collect()
g = (lambda: (yield from fin()))(); next(g); del g; gc.collect()
print("-- finalizers that make more")
def makes(n):
    try: yield
    finally:
        print("level", n)
        if n: inner = makes(n - 1); next(inner); del inner
g = makes(4); next(g); del g; gc.collect()
print("end")
