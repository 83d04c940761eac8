import sys
def tracer(frame, event, arg):
    f = frame.f_code.co_name
    if f == "stop": return None
    if event == 'exception': arg = arg[0].__name__
    print(event, f, frame.f_lineno - frame.f_code.co_firstlineno, frame.f_lasti, repr(arg)[:40].split(" at ")[0])
    return tracer
def run(fn, *a):
    print("---", fn.__name__)
    sys.settrace(tracer)
    try:
        fn(*a)
    except BaseException as e:
        pass
    sys.settrace(None)
def g():
    yield 1
    yield 2
def loop():
    for x in g():
        pass
    return 3
class It:
    def __init__(self): self.n=0
    def __iter__(self): return self
    def __next__(self):
        self.n+=1
        if self.n>2: raise StopIteration
        return self.n
def loop2():
    for x in It(): pass
def dele():
    yield from g()
def loop3():
    a = list(dele())
    for x in dele():
        a = x
def ex():
    try:
        1/0
    except ZeroDivisionError:
        x = 1
    finally:
        y = 2
def inner(): raise KeyError(1)
def ex2():
    try:
        inner()
    except KeyError as e:
        pass
def ex3():
    inner()
def one(): 
    for i in range(3): pass
    while i: i -= 1
    x = [a for a in range(2)]
    y = [a
      for a in g()]
def wi():
    class C:
        def __enter__(self): return self
        def __exit__(self, *a):
            return True
    with C() as c:
        raise ValueError
    with C():
        pass
def reraise():
    try:
        try:
            1/0
        except ValueError:
            pass
        finally:
            x = 1
    except Exception:
        raise
def decorated():
    def d(f): return f
    @d
    @d
    def f(
       a,
       b=1):
       return a
    return f(
       1,
       b=2)
def gexp():
    return sum(x for x in [1,2])
def opc():
    f = sys._getframe()
    f.f_trace_opcodes = True
    f.f_trace = f.f_trace
    x = 1
    return x
for fn in (loop, loop2, loop3, ex, ex2, ex3, one, wi, reraise, decorated, gexp, opc):
    run(fn)
g1 = g(); 
def gclose():
    a = g(); next(a); a.close()
    b = g()
    try: b.throw(KeyError)
    except KeyError: pass
    c = g(); next(c)
    try: c.throw(KeyError)
    except KeyError: pass
run(gclose)
