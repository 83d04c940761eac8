# contextlib on the real library.
import contextlib
@contextlib.contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name
    except ValueError as e:
        print("caught", e)
    finally:
        print(f"</{name}>")
with tag("a") as a, tag("b") as b:
    print(a, b)
with tag("c"):
    raise ValueError("swallowed")
try:
    with tag("d"):
        raise KeyError("passes")
except KeyError as e:
    print(repr(e))
@tag("deco")
def f(x): return x
print(f(1), f(2))
with contextlib.suppress(KeyError, IndexError):
    {}[1]
with contextlib.suppress(ValueError):
    raise ExceptionGroup("g", [ValueError(1)])
with contextlib.ExitStack() as s:
    print(s.enter_context(tag("x")))
    s.callback(print, "callback", 1, sep="-")
    s.push(lambda t, v, tb: print("pushed", t) or True)
    raise OSError("dropped")
class C:
    def close(self): print("closed")
with contextlib.closing(C()): print("open")
with contextlib.nullcontext(5) as n: print(n)
@contextlib.contextmanager
def no_yield():
    if 0: yield
@contextlib.contextmanager
def two_yields():
    yield 1
    yield 2
for cm in (no_yield, two_yields):
    try:
        with cm(): pass
    except RuntimeError as e:
        print(e)
class D(contextlib.ContextDecorator):
    def __enter__(self): print("in")
    def __exit__(self, *a): print("out")
@D()
def g(): return "g"
print(g())
class Base(contextlib.AbstractContextManager):
    def __exit__(self, *a): return None
with Base() as bb: print(type(bb).__name__)
with contextlib.ExitStack() as s:
    s2 = s.pop_all()
    s2.callback(print, "later")
s2.close()
