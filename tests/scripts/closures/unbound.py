# Reading variables before they are bound or after del.
def show(f):
    try:
        print(f())
    except NameError as e:
        print(type(e).__name__, "|", e, "|", e.name)
def local_before():
    print(x)
    x = 1
def local_deleted():
    x = 1
    del x
    return x
def free_before():
    def g():
        return z
    r = g()
    z = 1
    return r
def cell_before():
    def g():
        return o
    print(o)
    o = 1
def cell_deleted():
    y = 1
    def g():
        return y
    del y
    return g()
def del_twice():
    x = 1
    del x
    del x
def del_cell_twice():
    x = 1
    f = lambda: x
    del x
    del x
def del_global():
    global no_such_global
    del no_such_global
def missing():
    return no_such_name_anywhere
def except_name():
    e = 1
    try:
        raise ValueError
    except ValueError as e:
        pass
    return e
def conditional(flag=False):
    if flag:
        v = 1
    return v
def loop_var():
    for i in []:
        pass
    return i
def augmented():
    n += 1
for f in (local_before, local_deleted, free_before, cell_before, cell_deleted, del_twice, del_cell_twice,
          del_global, missing, except_name, conditional, loop_var, augmented):
    show(f)
try:
    del not_there
except NameError as e:
    print(e)
class C:
    try:
        del attr
    except NameError as e:
        print(e)
