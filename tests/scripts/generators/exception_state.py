# The handled exception inside and outside of generators.
import sys
def exc():
    e = sys.exception()
    return repr(e)
def g():
    print("start", exc())
    try:
        raise ValueError("inner")
    except ValueError:
        print("in handler", exc())
        yield 1
        print("back in handler", exc())
        yield 2
    print("after handler", exc())
    yield 3
print("no exception around")
for v in g():
    print(v, exc())
try:
    raise KeyError("outer")
except KeyError:
    o = g()
    print(next(o), exc())
    try:
        raise IndexError("other")
    except IndexError:
        print(next(o), exc())
    print(next(o), exc())
    o.close()
    print(exc())
print(exc())
def chains():
    try:
        yield 1
    except ValueError:
        raise TypeError("raised in the generator")
o = chains()
next(o)
try:
    try:
        raise OSError("caller's")
    except OSError:
        o.throw(ValueError("thrown"))
except TypeError as e:
    print(repr(e), repr(e.__context__), repr(e.__context__.__context__))
def raises_plain():
    yield 1
    raise TypeError("plain")
o = raises_plain()
next(o)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        next(o)
except TypeError as e:
    print(repr(e), repr(e.__context__))
def bare_raise():
    try:
        yield 1
        raise
    except RuntimeError as e:
        print(e)
        yield 2
o = bare_raise()
next(o)
print(next(o))
def bare_raise2():
    yield 1
    raise
o = bare_raise2()
next(o)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        next(o)
except ZeroDivisionError as e:
    print("re-raised the caller's", e)
def finally_order():
    try:
        yield 1
    finally:
        print("finally", exc())
o = finally_order(); next(o); o.close()
o = finally_order(); next(o)
try:
    o.throw(KeyError("k"))
except KeyError: print(exc())
