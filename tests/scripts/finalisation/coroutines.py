# Coroutines that are never awaited, or not to their end.
import gc, sys, warnings

def show(message, category, filename, lineno, file=None, line=None):
    print("WARN", category.__name__, message)
warnings.showwarning = show
warnings.simplefilter("always")
def hook(args):
    print("HOOK", args.exc_type.__name__, args.exc_value, "|", args.err_msg.split(" at 0x")[0], "|", args.object)
sys.unraisablehook = hook

async def co(): print("ran")
class Aw:
    def __await__(self):
        try: yield 1
        finally: print("await ended")
async def waits():
    await Aw()
async def guarded():
    try: await Aw()
    finally: print("guarded ended")

print("-- never awaited")
c = co(); del c; gc.collect()
class K:
    async def method(self): pass
c = K().method(); del c; gc.collect()
c = co(); c.__qualname__ = "renamed"; c.__name__ = "x"; del c; gc.collect()
c = co(); w = c.__await__(); del c, w; gc.collect()
l = [co() for _ in range(3)]; del l; gc.collect()
print("-- no warning")
c = co(); c.close(); del c; gc.collect()
c = co()
try: c.throw(ValueError)
except ValueError: pass
del c; gc.collect()
c = co()
try: c.send(None)
except StopIteration: pass
del c; gc.collect()
c = waits(); c.send(None); del c; gc.collect()
c = guarded(); c.send(None); del c; gc.collect()
async def outer(): await guarded()
c = outer(); c.send(None); del c; gc.collect()
async def drops():
    inner = co()
c = drops()
try: c.send(None)
except StopIteration: pass
del c; gc.collect()
print("-- as an error")
warnings.simplefilter("error")
c = co(); del c; gc.collect()
warnings.simplefilter("ignore")
c = co(); del c; gc.collect()
warnings.simplefilter("always")
print("-- the helper")
helper = warnings._warn_unawaited_coroutine
def fails(c): raise KeyError("helper")
warnings._warn_unawaited_coroutine = fails
c = co(); del c; gc.collect()
def warns(c): print("helper", c.__name__, c.cr_frame is not None, c.cr_running, c.cr_suspended)
warnings._warn_unawaited_coroutine = warns
c = co(); del c; gc.collect()
saved = []
warnings._warn_unawaited_coroutine = saved.append
c = co(); del c; gc.collect()
try: saved[0].send(None)
except StopIteration: print("a saved one runs")
c = co(); del c; gc.collect()
del saved[:]; gc.collect(); print("once")
del warnings._warn_unawaited_coroutine
c = co(); del c; gc.collect()
warnings.simplefilter("error")
c = co(); del c; gc.collect()
warnings.simplefilter("always")
warnings._warn_unawaited_coroutine = helper
print("-- errors on closing")
async def bad():
    try: await Aw()
    finally: raise OSError("closing")
c = bad(); c.send(None); del c; gc.collect()
async def ignores():
    try: await Aw()
    except GeneratorExit: await Aw()
c = ignores(); c.send(None); del c; gc.collect()
print("end")
