# Errors of the star and double star forms of a call.
def f(*args, **kw):
    return args, kw
def show(code):
    try:
        print(eval(code, globals()))
    except Exception as e:
        print(type(e).__name__, e)

show("f(*1)")
show("f(**1)")
show("f(**[1])")
show("f(**{1: 2})")
show("f(a=1, **{'a': 2})")
show("f(**{'a': 1}, **{'a': 2})")
show("f(**{'a': 1}, b=2, **{'c': 3})")
show("f(*[1], *(2, 3), 4, *{5: 6})")
show("f(1, *'xy', k=1, **{'z': 2})")
one, none, x = 1, None, "x"
show("one()")
show("none(1, 2)")
show("x(*[1])")
show("x(a=1)")
show("x(**{'a': 1})")
show("undefined_name(1)")
class Keys:
    def keys(self):
        return ["p", "q"]
    def __getitem__(self, k):
        return k * 2
show("f(**Keys())")
class BadKeys:
    def keys(self):
        raise ValueError("no keys")
show("f(**BadKeys())")
class BadIter:
    def __iter__(self):
        raise ZeroDivisionError("no iteration")
show("f(*BadIter())")
show("f(*None)")
show("print(*[1, 2, 3], sep='-')")
show("len(*['abc'])")
show("max(*[3, 9, 2], key=lambda v: -v)")
