# When finally blocks and with blocks in generators run.
import gc
def g(name):
    try:
        print("enter", name)
        yield 1
        yield 2
    finally:
        print("leave", name)
for v in g("loop"): print(v)
for v in (it := g("break")):
    break
print("loop left")
it.close()
a = g("collected")
next(a)
del a
gc.collect()
print("collected")
b = g("never started")
del b
gc.collect()
print("nothing printed for it")
class Node: pass
n = Node()
n.gen = g("cycle")
n.gen.__next__()
def holder(o):
    yield o
n.other = holder(n)
next(n.other)
del n
gc.collect()
print("cycle collected")
class CM:
    def __enter__(self): print("cm enter")
    def __exit__(self, t, v, tb): print("cm exit", t.__name__ if t else None)
def w():
    with CM():
        yield 1
        yield 2
o = w()
next(o)
o.close()
o = w()
list(o)
o = w()
next(o)
del o
gc.collect()
saved = []
def resurrect():
    try:
        yield 1
    finally:
        saved.append("ran")
o = resurrect()
next(o)
del o
gc.collect()
gc.collect()
print(saved)
def nested():
    try:
        yield from g("inner")
    finally:
        print("outer finally")
o = nested()
next(o)
del o
gc.collect()
def raising():
    try:
        yield
    except GeneratorExit as e:
        print("GeneratorExit", repr(e.args))
        raise
o = raising()
next(o)
del o
gc.collect()
print("end")
