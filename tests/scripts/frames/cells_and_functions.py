# cell objects and the attributes of functions around them.
def show(label, thunk):
    try:
        result = thunk()
    except BaseException as error:
        print(label, "!", type(error).__name__, error)
    else:
        print(label, "=", result)


def closure_of(value):
    return (lambda: value).__closure__[0]


cell = type(closure_of(1))
FunctionType = type(closure_of)
print(cell.__name__, cell.__module__, cell.__doc__.split("\n")[0])
print(sorted(n for n in dir(cell) if not n.startswith("__")))
show("two", lambda: cell(1, 2))
show("keyword", lambda: cell(contents=1))
show("empty get", lambda: cell().cell_contents)
try:
    cell().cell_contents
except ValueError as error:
    print(type(error).__name__, error, error.args)
c = cell(5)
print(c.cell_contents)
c.cell_contents = None
print(c.cell_contents)
del c.cell_contents
del c.cell_contents
show("deleted", lambda: c.cell_contents)
print(getattr(cell(None), "cell_contents", "default"))


def shape(text):
    parts = text.split("0x")
    return parts[0] + "".join("ADDR" + part.lstrip("0123456789abcdef") for part in parts[1:])


print(shape(repr(cell())), shape(repr(cell(1))), shape(repr(cell("x"))))
long = type("L" * 100, (), {})
print(shape(repr(cell(long()))))
c = cell()
c.cell_contents = c
print(shape(repr(c)))


class Weird:
    def __eq__(self, other):
        return "weird"

    def __lt__(self, other):
        return ["lt"]

    def __hash__(self):
        return 1


print(cell(Weird()) == cell(1), cell(Weird()) < cell(1), cell(1) == cell(1), cell(1) != cell(2), cell(1) < cell(2))
print(cell() < cell(1), cell() == cell(), cell() > cell(1), cell(Weird()) == cell(), cell() >= cell())
nan = float("nan")
n = cell(nan)
print(n == n, cell(1) == 1, cell(1) != 1)
show("order", lambda: cell(1) < 1)
show("order contents", lambda: cell(1) < cell("a"))
show("hash", lambda: hash(cell(1)))
import _weakref

show("weakref", lambda: _weakref.ref(cell(1)))


def attribute():
    cell(1).foo = 1


show("attribute", attribute)


def subclass():
    class Sub(cell):
        pass


show("subclass", subclass)
show("reduce", lambda: cell(1).__reduce_ex__(4))


def counter():
    count = 0

    def bump():
        nonlocal count
        count += 1
        return count

    return bump


bump = counter()
print(bump(), bump.__closure__[0].cell_contents)
bump.__closure__[0].cell_contents = 10
print(bump())
del bump.__closure__[0].cell_contents
show("unbound", bump)


def set_closure():
    bump.__closure__ = None


show("closure set", set_closure)


def plain():
    return "plain"


def with_free():
    x = y = 1

    def one():
        return x

    def two():
        return x, y

    return one, two


one, two = with_free()


def set_code(function, code):
    def run():
        function.__code__ = code
        return function()

    return run


show("code 0 to 0", set_code(plain, (lambda: "swapped").__code__))
show("code 1 to 0", set_code(plain, one.__code__))
show("code 0 to 1", set_code(one, plain.__code__))
show("code 2 to 1", set_code(one, two.__code__))
show("code int", set_code(one, 5))


def delete_code():
    del plain.__code__


show("code del", delete_code)

F = FunctionType
show("no arguments", lambda: F())
show("no globals", lambda: F(plain.__code__))
show("code int", lambda: F(1, {}))
show("globals int", lambda: F(plain.__code__, 1))
show("name int", lambda: F(plain.__code__, {}, 1))
show("defaults list", lambda: F(plain.__code__, {}, "n", []))
show("closure missing", lambda: F(one.__code__, {}))
show("closure None", lambda: F(one.__code__, {}, "n", (), None))
show("closure list", lambda: F(one.__code__, {}, None, None, [cell(1)]))
show("closure int", lambda: F(one.__code__, {}, None, None, (1,)))
show("closure long", lambda: F(one.__code__, {}, None, None, (cell(1), cell(2))))
show("closure unwanted", lambda: F(plain.__code__, {}, None, None, (cell(1),)))
show("kwdefaults", lambda: F(plain.__code__, {}, kwdefaults=1))
made = F(one.__code__, {"g": 1}, "made", (1,), (cell("free"),), {"k": 1})
print(made(), made.__name__, made.__qualname__, made.__defaults__, made.__kwdefaults__, made.__globals__, made.__module__)
print(sorted(made.__builtins__)[:2], made.__closure__[0].cell_contents, made.__doc__, made.__dict__)


def defaults(a, b=1, *, c=2):
    return a, b, c


defaults.__defaults__ = (5, 6)
print(defaults())
defaults.__defaults__ = None
show("no defaults", lambda: defaults(1))
defaults.__kwdefaults__ = {"c": 7}
print(defaults(1, 2))
del defaults.__kwdefaults__
show("no kwdefaults", lambda: defaults(1, 2))


def bad(name, value):
    def run():
        setattr(defaults, name, value)

    return run


show("defaults bad", bad("__defaults__", [1]))
show("kwdefaults bad", bad("__kwdefaults__", [1]))
show("name bad", bad("__name__", 1))
show("qualname bad", bad("__qualname__", 1))
show("dict bad", bad("__dict__", 1))
show("globals", bad("__globals__", {}))


def unbound():
    def inner():
        return later

    try:
        inner()
    except NameError as error:
        print(type(error).__name__, error)
    try:
        print(later)
    except NameError as error:
        print(type(error).__name__, error)
    later = 1
    print(inner())


unbound()
import types

print(types.CellType is cell, types.FunctionType is F, types.LambdaType is F)
