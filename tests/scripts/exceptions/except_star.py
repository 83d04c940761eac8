# except*: splitting, naked exceptions, re-raising, nesting, raising inside, flow out.
def run(exc):
    log = []
    try:
        try:
            if exc: raise exc
        except* ValueError as g:
            log.append(("V", g.message, g.exceptions))
        except* (TypeError, KeyError) as g:
            log.append(("TK", repr(g)))
        else:
            log.append("else")
        finally:
            log.append("finally")
    except BaseException as e:
        log.append(("left", repr(e)))
    print(log)
run(None)
run(ValueError(1))
run(OSError("o"))
run(ExceptionGroup("g", [ValueError(1), KeyError(2), OSError(3)]))
run(ExceptionGroup("g", [ValueError(1), ExceptionGroup("n", [ValueError(2), TypeError(3)])]))
run(KeyboardInterrupt())
def raises_inside():
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2), OSError(3)])
    except* ValueError:
        raise KeyError("new")
    except* TypeError as t:
        raise
try:
    raises_inside()
except BaseException as e:
    print(repr(e), repr(e.__context__))
def in_loop():
    for i in range(3):
        try:
            raise ExceptionGroup("loop", [ValueError(i)])
        except* ValueError as g:
            x = g.exceptions[0].args
    return x
print(in_loop())
def bad_type():
    try:
        raise ValueError
    except* ExceptionGroup:
        pass
def bad_type2():
    try:
        raise ValueError
    except* 5:
        pass
for f in (bad_type, bad_type2):
    try:
        f()
    except BaseException as e:
        print(type(e).__name__, e)
try:
    try:
        raise ExceptionGroup("eg", [ValueError("a")])
    except* ValueError as e:
        raise TypeError("b") from e
except BaseException as x:
    print(repr(x), repr(x.exceptions[0].__cause__) if isinstance(x, BaseExceptionGroup) else repr(x.__cause__))
