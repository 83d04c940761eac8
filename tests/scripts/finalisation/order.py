# The order in which dead objects end: what refers before what is referred to.
import gc

class O:
    def __init__(self, name, *holds):
        self.name = name
        self.holds = holds
    def __del__(self):
        print("O", self.name)

def gen(name, *holds):
    try:
        yield name
    finally:
        print("gen", name)

def started(name, *holds):
    g = gen(name, *holds)
    next(g)
    return g

print("-- chain of instances")
x = O("a", O("b", O("c")))
del x; gc.collect()
print("-- inner made first")
a = O("a"); b = O("b", a); c = O("c", b)
del a, b, c; gc.collect()
print("-- shared by two")
s = O("shared"); a = O("a", s); b = O("b", s, a)
del s, a, b; gc.collect()
print("-- chain of generators")
x = started("a", started("b", started("c")))
del x; gc.collect()
print("-- through containers")
for wrap in (lambda v: [v], lambda v: (v,), lambda v: {1: v}, lambda v: {v}, lambda v: frozenset([v]),
             lambda v: lambda: v, lambda v: v.__init__, lambda v: iter([v]), lambda v: enumerate([v]),
             lambda v: zip([1], [v]), lambda v: map(str, [v]), lambda v: [[[[v]]]]):
    inner = O("inner"); outer = O("outer", wrap(inner))
    del inner, outer; gc.collect()
print("-- several in one container")
three = lambda: (O("x"), O("y"), O("z"))
def last_of(make):
    holder = O("holder", make(*three())); del holder; gc.collect()
for make in (lambda *v: list(v), lambda *v: v, lambda *v: dict(enumerate(v)), lambda *v: O("holder", *v),
             lambda *v: zip([v[0]], [v[1]], [v[2]]), lambda *v: map(None, [v[0]], v[1:])):
    print("-"); last_of(make)
print("-- cycles end as they were made")
a = O("a"); b = O("b", a); a.holds = (b,)
del a, b; gc.collect()
a = O("a"); b = O("b", a); c = O("c", b); c.me = c
del a, b, c; gc.collect()
a = O("a"); b = O("b"); c = O("c"); a.x = c; c.x = b; b.x = a
del a, b, c; gc.collect()
print("-- what refers to a cycle")
a = O("a"); a.me = a; b = O("b", a)
del a, b; gc.collect()
print("-- loops around a yield")
def loop(name, it):
    try:
        for v in it: yield v
    finally:
        print("loop", name)
x = loop("outer", loop("middle", gen("inner"))); next(x)
del x; gc.collect()
x = loop("outer", enumerate(loop("middle", zip(gen("inner"), gen("other"))))); next(x)
del x; gc.collect()
def made_here(*names):
    try:
        for v in gen(names[0]) if len(names) == 1 else made_here(*names[1:]): yield v
    finally:
        print("made here", names)
x = made_here("a"); next(x)
del x; gc.collect()
x = made_here("a", "b", "c", "d"); next(x)
del x; gc.collect()
def enumerated():
    try:
        for i, v in enumerate(zip(map(str, gen("first")), (v for v in gen("second")))):
            for w in gen("inner loop"): yield v
    finally:
        print("enumerated")
x = enumerated(); next(x)
del x; gc.collect()
def around(it):
    for v in it:
        try: yield v
        finally: print("around")
x = around(gen("inner")); next(x)
del x; gc.collect()
def both(it):
    try:
        for v in it:
            try: yield v
            finally: print("both, inside")
    finally: print("both, outside")
x = both(gen("inner")); next(x)
del x; gc.collect()
print("-- delegation")
def delegate(name, it):
    try: yield from it
    finally: print("delegate", name)
x = delegate("outer", delegate("middle", gen("inner"))); next(x)
del x; gc.collect()
def plain(it): yield from it
x = plain(plain(gen("inner"))); next(x)
del x; gc.collect()
def listed(it): yield from [v for v in it]
print("-- with")
class CM:
    def __init__(self, name): self.name = name
    def __enter__(self): return self
    def __exit__(self, *a): print("exit", self.name, a[0].__name__)
def within(name, it):
    with CM(name):
        for v in it: yield v
x = within("outer", within("inner", gen("it"))); next(x)
del x; gc.collect()
class Made:
    def __enter__(self): self.it = gen("made"); return self.it
    def __exit__(self, *a): print("exit", a[0].__name__)
def within_loop():
    with Made() as it:
        for v in it:
            for w in gen("inner"): yield v
x = within_loop(); next(x)
del x; gc.collect()
