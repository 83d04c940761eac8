# What an except clause accepts, when it is evaluated, and name deletion.
def kind():
    print("evaluated")
    return ValueError
try:
    pass
except kind():
    print("never")
try:
    raise KeyError
except kind():
    pass
except (TypeError, (IndexError, KeyError)) if 0 else KeyError as e:
    print("caught", repr(e))
try:
    e
except NameError as err:
    print(err)
for matcher in (5, "x", int, (ValueError, 5), None):
    try:
        try:
            raise ValueError("v")
        except matcher:
            print("caught?")
    except TypeError as t:
        print(t, "| context", repr(t.__context__))
class Base(Exception): pass
class Derived(Base): pass
def which(x):
    try:
        raise x
    except Derived: return "Derived"
    except Base: return "Base"
    except Exception: return "Exception"
    except: return "bare"
print(which(Base), which(Derived()), which(ValueError), which(KeyboardInterrupt), which(GeneratorExit()), which(SystemExit(3)))
def without_parens():
    try:
        raise KeyError("no parentheses")
    except ValueError, KeyError:
        return "3.14 form"
print(without_parens())
empty = ()
try:
    try:
        raise ValueError(1)
    except empty:
        print("never")
except ValueError:
    print("empty tuple matches nothing")
class MetaExc(type):
    def __instancecheck__(cls, o): return True
    def __subclasscheck__(cls, o): return True
class Fake(Exception, metaclass=MetaExc): pass
try:
    try:
        raise ValueError("not fake")
    except Fake:
        print("metaclass hooks used")
except ValueError as e:
    print("hooks are not used:", e)
