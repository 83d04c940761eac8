# __cause__, __context__, __suppress_context__, raise from.
def describe(e):
    return f"{e!r} cause={e.__cause__!r} context={e.__context__!r} suppress={e.__suppress_context__}"
def catch(f):
    try:
        f()
    except BaseException as e:
        print(describe(e))
        return e
def implicit():
    try: 1 / 0
    except ZeroDivisionError: raise ValueError("v")
def explicit():
    try: 1 / 0
    except ZeroDivisionError as z: raise ValueError("v") from z
def from_none():
    try: 1 / 0
    except ZeroDivisionError: raise ValueError("v") from None
def from_class():
    raise ValueError from KeyError
def from_bad():
    raise ValueError from 5
def bad_raise():
    raise 5
def bad_class():
    raise int
def bad_string():
    raise "text"
def bare():
    raise
class NotExc:
    def __new__(cls): return 5
def nested():
    try:
        try: raise KeyError(1)
        except KeyError: raise IndexError(2)
    except IndexError: raise TypeError(3)
def same_again():
    e = ValueError("same")
    try: raise e
    except ValueError:
        try: raise KeyError
        except KeyError: raise e
for f in (implicit, explicit, from_none, from_class, from_bad, bad_raise, bad_class, bad_string, bare, same_again):
    catch(f)
e = catch(nested)
while e:
    print(type(e).__name__, end=" ")
    e = e.__context__
print()
for attr, value in (("__cause__", 5), ("__context__", 5), ("__traceback__", 5), ("args", 5)):
    try:
        setattr(ValueError(), attr, value)
    except TypeError as err:
        print(err)
x = ValueError("x")
x.__cause__ = KeyError()
print(describe(x), x.with_traceback(None) is x)
class Weird(Exception):
    def __new__(cls, *a): return 5
try:
    raise Weird
except TypeError as e:
    print(e)
