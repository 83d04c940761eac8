# Async generators: hooks, closing, awaitables that nobody drove.
import gc, sys, warnings

def show(message, category, filename, lineno, file=None, line=None):
    print("WARN", category.__name__, message)
warnings.showwarning = show
warnings.simplefilter("always")
def hook(args):
    print("HOOK", args.exc_type.__name__, args.exc_value, "|", args.err_msg.split(" at 0x")[0], "|", args.object)
sys.unraisablehook = hook

async def ag():
    try:
        yield 1
        yield 2
    finally: print("ag ended")
class Aw:
    def __await__(self):
        try: yield 1
        finally: print("await ended")
async def waits():
    try: yield 1
    finally: await Aw()
def step(aw):
    try: return "awaits", aw.send(None)
    except StopIteration as e: return "value", e.value
    except StopAsyncIteration: return "end"

print("-- no hook: closed at once")
a = ag(); print(step(a.asend(None))); del a; gc.collect()
a = ag(); del a; gc.collect()
a = waits(); print(step(a.asend(None))); del a; gc.collect()
async def unguarded(): yield 1
a = unguarded(); step(a.asend(None)); del a; gc.collect()
print("-- awaitables never awaited")
a = ag()
s = a.asend(None); del s; gc.collect()
s = a.__anext__(); del s; gc.collect()
s = a.athrow(ValueError); del s; gc.collect()
s = a.aclose(); del s; gc.collect()
s = anext(a, 5); del s; gc.collect()
a.__qualname__ = "it's"; s = a.asend(None); del s; gc.collect()
s = a.asend(None); s.close(); del s; gc.collect()
warnings.simplefilter("error")
s = ag().asend(None); del s; gc.collect()
warnings.simplefilter("always")
a = ag()
s = a.asend(None); step(s); del s; gc.collect()
print("-- in a loop they are driven")
async def loop():
    async for x in ag(): print(x)
step(loop()); gc.collect()
print("-- the finalizer hook")
kept = []
def final(g): print("final", g.__name__, g.ag_suspended); kept.append(g)
sys.set_asyncgen_hooks(finalizer=final)
del a; gc.collect(); print("had no hook")
a = ag(); step(a.asend(None)); del a; gc.collect()
print(len(kept), step(kept[0].asend(None))); kept.clear(); gc.collect(); print("once")
a = ag(); s = a.asend(None); sys.set_asyncgen_hooks(finalizer=None); step(s); del a, s; gc.collect()
print(step(kept[0].aclose())); kept.clear(); gc.collect()
sys.set_asyncgen_hooks(finalizer=final)
a = ag(); del a; gc.collect(); print("never iterated")
a = ag(); s = a.asend(None); s.close(); del a, s; gc.collect(); print("closed before it began")
a = ag()
while step(a.asend(None)) != "end": pass
del a; gc.collect(); print("exhausted")
a = ag(); step(a.asend(None)); print(step(a.aclose())); del a; gc.collect(); print("closed")
a = unguarded(); step(a.asend(None)); del a; gc.collect(); kept.clear(); gc.collect()
a = waits(); step(a.asend(None)); c = a.aclose(); print(step(c)); del a, c; gc.collect(); print("closing")
def fails(g): raise KeyError("hook")
sys.set_asyncgen_hooks(finalizer=fails)
a = ag(); step(a.asend(None)); del a; gc.collect(); print("no close")
sys.set_asyncgen_hooks(finalizer=None)
print("-- a coroutine in the middle of a loop")
async def consume():
    async for x in waits(): await Aw()
c = consume(); c.send(None); del c; gc.collect()
print("end")
