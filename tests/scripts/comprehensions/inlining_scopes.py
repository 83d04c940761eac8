# Inlined comprehensions keep their variables to themselves.
def same_name():
    x = 1
    a = [x for x in range(3)]
    b = {x for x in range(2)}
    c = {x: x for x in range(2)}
    return x, a, b, c
print(same_name())
def unbound_stays_unbound():
    [v for v in range(3)]
    try:
        return v
    except UnboundLocalError as e:
        return str(e)
    v = 1
print(unbound_stays_unbound())
def not_a_local():
    [w for w in range(3)]
    try:
        return w
    except NameError as e:
        return type(e).__name__, str(e)
print(not_a_local())
def deleted():
    y = 5
    del y
    [y for y in range(2)]
    try: return y
    except UnboundLocalError as e: return str(e)
print(deleted())
def after_error():
    x = "kept"
    try: [1 / x for x in [1, 0]]
    except ZeroDivisionError: pass
    return x
print(after_error())
def cell_inside():
    x = "outer"
    fs = [lambda: x for x in range(2)]
    return x, [f() for f in fs], (lambda: x)()
print(cell_inside())
def outer_cell():
    x = "o"
    def show(): return x
    r = [x for x in range(3)]
    return show(), x, r
print(outer_cell())
z = "module"
print([z for z in range(2)], z)
fs = [lambda: z for z in range(2)]
print([f() for f in fs], z)
class K:
    z = "class"
    r = [z for z in range(2)]
    after = z
print(K.r, K.after)
def nonlocal_in():
    n = 0
    def bump():
        nonlocal n
        n += 1
        return n
    return [bump() for _ in range(3)], n
print(nonlocal_in())
def walrus_targets():
    total = 0
    partial = [total := total + v for v in range(5)]
    return partial, total
print(walrus_targets())
def global_walrus():
    global gw
    [gw := v for v in "xyz"]
global_walrus()
print(gw)
def nested_same():
    return [[x for x in range(x)] for x in range(4)]
print(nested_same())
def iter_uses_name():
    x = [1, 2]
    return [x for x in x], x
print(iter_uses_name())
def exec_scope():
    ns = {"k": 3}
    exec("r = [k for _ in range(2)]\nf = [lambda: i + k for i in range(2)]", ns)
    return ns["r"], [f() for f in ns["f"]]
print(exec_scope())
def gen_inside(): return list([i for i in range(n)] for n in range(3))
print(gen_inside())
