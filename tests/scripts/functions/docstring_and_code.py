# What a function tells about its code.
def f(a, b, /, c, *args, d, e=1, **kw):
    """Documentation."""
    x = a + b
    y = lambda: x
    return y
co = f.__code__
print(co.co_name, co.co_qualname, co.co_argcount, co.co_posonlyargcount, co.co_kwonlyargcount)
print(co.co_varnames, co.co_cellvars, co.co_freevars, co.co_nlocals)
print(hex(co.co_flags), co.co_firstlineno, co.co_consts[0])
inner = co.co_consts[1]
print(inner.co_name, inner.co_qualname, inner.co_freevars, hex(inner.co_flags))
def gen():
    yield 1
async def coro(): pass
async def agen():
    yield 1
for g in (gen, coro, agen):
    print(g.__name__, hex(g.__code__.co_flags), g.__doc__)
class K:
    def m(self): pass
print(hex(K.m.__code__.co_flags), K.m.__code__.co_qualname)
print(f.__code__ == f.__code__, f.__code__ is f.__code__, type(co).__name__)
try:
    co.co_name = "x"
except AttributeError as e:
    print(e)
try:
    co.nothing = 1
except AttributeError as e:
    print(e)
def same1(): return 1
print(same1.__code__.co_names, (lambda: print(len))().__class__.__name__)
print((lambda: 0).__code__.co_name, [i for i in (c.co_name for c in [co])])
