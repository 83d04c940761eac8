# Which loops make a new variable and which share one.
fs = []
for i in range(3):
    fs.append(lambda: i)
print([f() for f in fs])
print([f() for f in [lambda: j for j in range(3)]])
print([f() for f in [(lambda j: lambda: j)(j) for j in range(3)]])
def in_function():
    x = "outer x"
    a = [lambda: x for x in range(2)]
    return [f() for f in a], x
print(in_function())
def generator_capture():
    n = 10
    g = (lambda: n + k for k in range(3))
    n = 20
    return [f() for f in g]
print(generator_capture())
def nested():
    return [[(lambda: (a, b)) for b in range(2)] for a in range(2)]
print([[f() for f in row] for row in nested()])
def captured_iterable():
    data = [1, 2, 3]
    def f():
        return [d * len(data) for d in data]
    data = [4, 5]
    return f()
print(captured_iterable())
def comp_in_class():
    y = 2
    class C:
        z = 3
        items = [y for _ in range(2)]
        first = [w for w in range(z)]
    return C.items, C.first
print(comp_in_class())
def walrus_leaks():
    r = [last := v for v in range(5)]
    return last, r
print(walrus_leaks())
def lambda_in_comp(k):
    return {n: (lambda v: v + n + k) for n in range(3)}
print([f(1) for f in lambda_in_comp(10).values()])
