# A generator that is entered while it runs; locks by state.
def show(f):
    try:
        print("value", f())
    except BaseException as e:
        print(type(e).__name__, "|", e)
def g():
    show(lambda: next(me))
    show(lambda: me.send(None))
    show(lambda: me.send(1))
    show(lambda: me.throw(KeyError("x")))
    show(lambda: me.close())
    print(me.gi_running, me.gi_suspended)
    yield 1
me = g()
print(list(me))
def delegating():
    yield from helper()
def helper():
    show(lambda: next(outer))
    print(outer.gi_running, outer.gi_suspended, outer.gi_yieldfrom)
    yield 1
    try:
        yield 2
    finally:
        show(lambda: next(outer))
        print(outer.gi_running, outer.gi_suspended, outer.gi_yieldfrom)
outer = delegating()
print(next(outer), outer.gi_running, outer.gi_suspended, outer.gi_yieldfrom.__name__)
print(next(outer))
outer.close()
def itself():
    yield 1
    yield from myself
myself = itself()
show(lambda: list(myself))
def mutual(name):
    yield name
    yield from others[name]
others = {}
others["a"], others["b"] = mutual("b"), mutual("a")
first = mutual("a")
show(lambda: list(first))
def in_list():
    yield 1
    show(lambda: list(it))
    yield 2
it = in_list()
print(list(it))
def closes_itself():
    yield 1
    try:
        ci.close()
    except ValueError as e:
        print(e)
    yield 2
ci = closes_itself()
print(list(ci))
class Iter:
    def __iter__(self): return self
    def __next__(self): return next(gg)
def uses_iter():
    for x in Iter():
        yield x
gg = uses_iter()
show(lambda: next(gg))
show(lambda: next(gg))
