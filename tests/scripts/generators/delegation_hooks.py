# Delegating to objects with their own send, throw and close.
class D:
    def __init__(self, **kw): self.__dict__.update(kw)
    def __iter__(self): return self
    def __next__(self): return "next"
class Full(D):
    def send(self, v):
        print("send", v)
        if v == "end": raise StopIteration("full result")
        return ("sent", v)
    def throw(self, *a):
        print("throw", a)
        if isinstance(a[0], KeyError): raise StopIteration("result of throw")
        if isinstance(a[0], IndexError): raise a[0]
        return "thrown"
    def close(self, *a):
        print("close", a)
        return "ignored"
def g(x):
    try:
        r = yield from x
        print("result", r)
        yield "after"
    except Exception as e:
        print("outer sees", repr(e))
        yield "handled"
o = g(Full())
print(next(o), o.send(1), o.send(None), o.throw(ValueError("v")))
print(o.throw(KeyError("k")))
o = g(Full()); next(o)
print(o.send("end"))
o = g(Full()); next(o)
print(o.throw(IndexError("i")))
o = g(Full()); next(o)
print(o.close())
o = g(Full()); next(o)
try:
    o.throw(GeneratorExit("ge"))
except GeneratorExit as e:
    print("GeneratorExit", e)
o = g(D()); next(o)
print(o.throw(ValueError("no throw attribute")))
o = g(D()); next(o)
print(o.close())
class CloseRaises(D):
    def close(self): raise ValueError("in close")
o = g(CloseRaises()); next(o)
try:
    print(o.close())
except RuntimeError as e:
    print(type(e).__name__, e)
def g2(x): yield from x
o = g2(CloseRaises()); next(o)
try:
    o.close()
except ValueError as e:
    print(repr(e))
class LookupFails(D):
    def __getattr__(self, n):
        if n == "throw": raise ZeroDivisionError("lookup of " + n)
        raise AttributeError(n)
o = g2(LookupFails()); next(o)
try:
    o.throw(ValueError("v"))
except ZeroDivisionError as e:
    print(e, o.gi_suspended)
def shared(): yield 1; yield 2; yield 3
s = shared()
a, b = g2(s), g2(s)
print(next(a), next(b), next(a), list(b), list(a))
