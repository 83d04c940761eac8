# sys.set_asyncgen_hooks: who is called, when, and errors.
import gc, sys
def show(f, *a, **k):
    try:
        print("value", f(*a, **k))
    except BaseException as e:
        print(type(e).__name__, "|", e)
print(sys.get_asyncgen_hooks())
def first(g): print("firstiter", g.__name__)
def final(g):
    print("finalizer", g.__name__)
    try: g.aclose().send(None)
    except StopIteration: print("closed by the finalizer")
sys.set_asyncgen_hooks(firstiter=first, finalizer=final)
hooks = sys.get_asyncgen_hooks()
print(hooks.firstiter is first, hooks[1] is final, type(hooks).__name__)
async def ag():
    try:
        yield 1
        yield 2
    finally:
        print("ag finally")
g = ag()
print("created")
a = g.__anext__()
print("called")
show(a.send, None)
show(g.__anext__().send, None)
del g, a
gc.collect()
print("collected")
g = ag()
del g
gc.collect()
print("never iterated: nothing")
g = ag()
show(g.aclose().send, None)
del g
gc.collect()
async def exhaust(): return [x async for x in ag()]
show(exhaust().send, None)
gc.collect()
def bad_first(g): raise KeyError("in firstiter")
sys.set_asyncgen_hooks(firstiter=bad_first, finalizer=None)
g = ag()
show(g.__anext__)
show(g.__anext__().send, None)
show(g.aclose().send, None)
sys.set_asyncgen_hooks(firstiter=None)
show(sys.set_asyncgen_hooks, firstiter=5)
show(sys.set_asyncgen_hooks, finalizer=5)
show(sys.set_asyncgen_hooks, foo=1)
sys.set_asyncgen_hooks(None, None)
print(sys.get_asyncgen_hooks())
g = ag()
show(g.__anext__().send, None)
del g
gc.collect()
print("end")
