# The forms of throw with one, two and three arguments, and normalisation.
import warnings
warnings.simplefilter("ignore", DeprecationWarning)
def g():
    while True:
        try:
            yield "ok"
        except Exception as e:
            print("inside:", repr(e), e.args)
class Two(Exception):
    def __init__(self, a, b): super().__init__(a, b)
class Makes5(Exception):
    def __new__(cls, *a): return 5
def show(*a):
    o = g()
    next(o)
    try:
        print("->", o.throw(*a))
    except BaseException as e:
        print("outside:", type(e).__name__, e)
show(ValueError)
show(ValueError("inst"))
show(ValueError, "arg")
show(ValueError, None)
show(ValueError, (1, 2))
show(ValueError, ValueError("given"))
show(ValueError, None, None)
show(LookupError, KeyError("subclass kept"))
show(KeyError, LookupError("not a subclass"))
show(Two, (1, 2))
show(Two, 1)
show(Makes5)
show(ValueError("inst"), "separate")
show(ValueError("inst"), None, 7)
show("string")
show(5, 6, 7)
show(int)
show(1, 2, 3, 4)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    show(ValueError, "warned")
print(caught[0].category.__name__, caught[0].message)
def tb_of():
    try:
        raise KeyError("with traceback")
    except KeyError as e:
        return e
e = tb_of()
o = g()
next(o)
o.throw(type(e), e, e.__traceback__)
print(e.__traceback__ is not None)
