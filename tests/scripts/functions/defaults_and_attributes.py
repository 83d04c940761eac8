# Defaults are evaluated once, at definition; functions have attributes.
log = []
def note(x):
    log.append(x)
    return x
def f(a=note("a"), *, b=note("b"), c: note("ann") = note("c")):
    return a, b, c
print(log, f(), f(1, c=2))
print(f.__defaults__, f.__kwdefaults__, f.__name__, f.__qualname__, f.__module__)
f.__defaults__ = ("new",)
f.__kwdefaults__ = {"b": "B", "c": "C"}
print(f())
f.__defaults__ = None
try:
    f()
except TypeError as e:
    print(e)
def acc(x, seen=[]):
    seen.append(x)
    return seen
print(acc(1), acc(2), acc(3, []), acc(4))

def g():
    "The documentation of g."
print(g.__doc__, f.__doc__)
g.__doc__ = "changed"
print(g.__doc__)
g.tag = 5
g.__name__ = "renamed"
print(g.tag, g.__name__, g.__dict__)
del g.tag
try:
    g.tag
except AttributeError as e:
    print(e)
for attribute, value in [("__name__", 1), ("__defaults__", 1), ("__kwdefaults__", 1), ("__code__", 1)]:
    try:
        setattr(g, attribute, value)
    except TypeError as e:
        print(e)
def h(x, y):
    return x - y
g.__code__ = h.__code__
print(g(5, 3))
def outer():
    def inner(): pass
    return inner
print(outer().__qualname__, (lambda: 0).__name__, outer().__closure__)
