# Lambdas: late binding, defaults as captured values, nesting, conditional bodies.
late = [lambda: i for i in range(3)]
print([f() for f in late])
early = [lambda i=i: i for i in range(3)]
print([f() for f in early])
nested = lambda x: lambda y: lambda z: (x, y, z)
print(nested(1)(2)(3))
cond = lambda n: "neg" if n < 0 else "zero" if n == 0 else "pos"
print([cond(n) for n in (-1, 0, 1)])
short = lambda a, b: a and b or "none"
print(short(1, 2), short(0, 2), short(1, 0))
star = lambda *a, **k: (a, sorted(k.items()))
print(star(1, 2, x=3, y=4))
print((lambda: (yield))().__class__.__name__)
print((lambda x: [y for y in range(x) if y % 2])(7))
print((lambda x: (lambda: x)())(9))
def make():
    def pair():
        n = 0
        def get():
            return n
        def put(v):
            nonlocal n
            n = v
        return get, put
    return pair()
get, put = make()
put(5)
print(get())
walrus = lambda v: (w := v * 2) + w
print(walrus(4))
print(list(filter(lambda x: x > 1, [0, 1, 2, 3])), (lambda: None)())
print(sorted({"b": 2, "a": 1}.items(), key=lambda kv: -kv[1]))
