# Decorators: order of evaluation, with arguments, on classes, arbitrary expressions.
def trace(label):
    print("make", label)
    def wrap(f):
        print("apply", label, getattr(f, "__name__", f))
        return f
    return wrap

@trace("one")
@trace("two")
def f():
    return "f"
print(f())

def count(f):
    def wrapper(*args, **kw):
        wrapper.calls += 1
        return f(*args, **kw)
    wrapper.calls = 0
    return wrapper

@count
def add(a, b=1):
    return a + b
print(add(1), add(1, 2), add(a=3, b=4), add.calls)

@trace("class")
class K:
    @staticmethod
    def s(x):
        return x
    @classmethod
    def c(cls):
        return cls.__name__
    @property
    def p(self):
        return 42
print(K.s(1), K().s(2), K.c(), K().c(), K().p)

table = {"x": [lambda f: ("decorated", f.__name__)]}
@table["x"][0]
def in_table(): pass
print(in_table)
@(lambda f: f())
def immediately():
    return "called at once"
print(immediately)
@type
def becomes_a_type(): pass
print(becomes_a_type.__name__)
