# Coroutines never awaited, and origin tracking.
import gc, sys, warnings
async def never(): pass
async def started():
    class T:
        def __await__(self): yield 1
    await T()
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    never()
    gc.collect()
    c = started()
    c.send(None)
    del c
    gc.collect()
    c = never()
    c.close()
    del c
    gc.collect()
    c = never()
    try:
        c.send(None)
    except StopIteration:
        pass
    del c
    gc.collect()
    c = never()
    c.__qualname__ = "renamed"
    del c
    gc.collect()
for x in w:
    print(x.category.__name__, str(x.message))
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    async def ag(): yield 1
    a = ag()
    a.asend(None)
    gc.collect()
    a.aclose()
    gc.collect()
    a.athrow(ValueError)
    gc.collect()
for x in w:
    print(x.category.__name__, str(x.message))
print(sys.get_coroutine_origin_tracking_depth())
sys.set_coroutine_origin_tracking_depth(2)
def make(): return never()
c = make()
print([(n, name) for _, n, name in c.cr_origin])
c.close()
sys.set_coroutine_origin_tracking_depth(0)
c = never()
print(c.cr_origin)
c.close()
try:
    sys.set_coroutine_origin_tracking_depth(-1)
except ValueError as e:
    print(e)
