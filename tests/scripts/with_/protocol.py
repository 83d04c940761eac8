# with: order of calls, suppression, exceptions in enter and exit, return through it.
class CM:
    def __init__(self, name, suppress=False, enter=None, exit=None):
        self.name, self.suppress, self.enter, self.exit = name, suppress, enter, exit
    def __enter__(self):
        print("enter", self.name)
        if self.enter: raise self.enter
        return self.name.upper()
    def __exit__(self, t, v, tb):
        print("exit", self.name, t and t.__name__, v, tb is not None)
        if self.exit: raise self.exit
        return self.suppress
with CM("a") as a:
    print("body", a)
with CM("a") as a, CM("b") as b:
    print(a, b)
with (CM("p") as p, CM("q"), CM("r") as (x),):
    print(p, x)
with CM("s", suppress=True):
    raise ValueError("suppressed")
print("after")
def f():
    with CM("ret") as r:
        return r
print(f())
def loop():
    for i in range(4):
        with CM(f"l{i}", suppress=True):
            if i == 0: continue
            if i == 1: raise KeyError(i)
            if i == 2: break
    return i
print(loop())
def show(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e, "| context", repr(e.__context__))
def enter_fails():
    with CM("o", suppress=True), CM("f", enter=ValueError("in enter")):
        print("never")
    return "suppressed by the outer one"
show(enter_fails)
def exit_fails():
    with CM("x", exit=KeyError("in exit")):
        raise ValueError("in body")
show(exit_fails)
def exit_fails_quietly():
    with CM("x", exit=KeyError("in exit")): pass
show(exit_fails_quietly)
def not_suppressed():
    with CM("n"): raise ValueError("through")
show(not_suppressed)
with CM("tuple") as (a, *b): print(a, b)
class Target: pass
t = Target()
with CM("attr") as t.x, CM("item") as {}.__class__.__dict__.get("zz", t).y: print(t.x, t.y)
def nested_return():
    with CM("1"):
        with CM("2"):
            try: return "value"
            finally: print("finally inside")
print(nested_return())
