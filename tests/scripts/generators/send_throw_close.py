# send, throw and close in every state.
def show(f, *a):
    try:
        print("value", f(*a))
    except BaseException as e:
        print(type(e).__name__, "|", e, "| cause", repr(e.__cause__), "| context", repr(e.__context__))
def g():
    while True:
        try:
            x = yield "ready"
            print("received", x)
        except ValueError as e:
            print("handled", e)
            yield "after error"
print("created")
o = g()
show(o.send, 1)
show(o.send, None)
show(o.send, 5)
show(o.throw, ValueError("v"))
show(o.throw, KeyError("not handled there"))
show(o.send, None)
show(o.throw, KeyError("finished"))
show(o.close)
o = g()
show(o.throw, ValueError("into created"))
show(next, o)
o = g()
show(o.close)
show(next, o)
def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield "ignored"
        yield "still alive"
o = stubborn()
next(o)
show(o.close)
show(next, o)
def returns_on_close():
    try:
        yield
    except GeneratorExit:
        return "closing value"
o = returns_on_close()
next(o)
show(o.close)
show(o.close)
def raises_on_close():
    try:
        yield
    finally:
        raise LookupError("from finally")
o = raises_on_close()
next(o)
show(o.close)
o = g()
next(o)
show(o.throw, 5)
show(o.throw, int)
show(o.throw)
show(o.send)
show(o.send, 1, 2)
show(o.close, 1)
show(o.throw, ValueError)
show(next, o)
show(o.throw, StopIteration("stop"))
show(o.throw, GeneratorExit)
