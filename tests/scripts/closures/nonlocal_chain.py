# nonlocal through several levels, shadowing, and class bodies between.
def outer():
    x = "outer"
    def middle():
        def inner():
            nonlocal x
            x = "set by inner"
            return x
        before = x
        r = inner()
        return before, r, x
    return middle(), x
print(outer())

def shadow():
    x = 1
    def f():
        x = 2
        def g():
            nonlocal x
            x = 3
        g()
        return x
    return f(), x
print(shadow())

def with_class():
    v = "function"
    class C:
        a = v
        v2 = "class"
        def m(self):
            return v
        def set(self, new):
            nonlocal v
            v = new
    c = C()
    c.set("changed")
    return C.a, c.m(), v
print(with_class())

v = "global"
def class_local():
    v = "a name bound in the class body is not looked up here"
    class C:
        print(v)
        v = "local"
        print(v)
        del v
        print(v)
    return hasattr(C, "v")
print(class_local())

def argument_cells(a, *args, k=1, **kw):
    def show():
        return a, args, k, sorted(kw)
    a += 1
    k = "k"
    return show
print(argument_cells(1, 2, 3, z=4)())
