# (kind of scope) x (kind of slot) x (operation): what f_locals and locals()
# see and change.
import sys


def outer():
    free = "free"
    gone = "gone"
    del gone

    def inner(arg, cellarg, *rest, key=1, **more):
        local = "local"
        cell = "cell"
        late: int

        def closure():
            return cell, cellarg, free

        def unbound():
            return gone

        proxy = sys._getframe().f_locals
        print([name for name in proxy])
        for name in ("arg", "cellarg", "rest", "key", "more", "local", "cell", "free", "gone", "late", "later"):
            print(name, name in proxy, proxy.get(name, "-"))
        for name in ("arg", "cellarg", "rest", "local", "cell", "free", "gone", "later", "new"):
            proxy[name] = "set " + name
        print(arg, cellarg, rest, local, cell, free, later if True else 0)
        print(closure(), gone, "new" in locals())
        del proxy
        if 0:
            later = 0
        snapshot = locals()
        snapshot["arg"] = "changed"
        print(arg, type(snapshot), "snapshot" in snapshot, list(snapshot)[-1])
        return sys._getframe()

    frame = inner(1, 2)
    print(frame.f_locals["arg"], free)
    frame.f_locals["free"] = "from afar"
    frame.f_locals["local"] = "after return"
    print(free, frame.f_locals["local"], frame.f_locals["new"])
    return frame


frame = outer()
print(sorted(frame.f_locals))


def generator():
    state = 0
    while True:
        received = yield state
        print("received", received, state)


g = generator()
print(g.gi_frame.f_locals)
next(g)
g.gi_frame.f_locals["state"] = 41
print(g.send("x"))
keep = g.gi_frame
g.close()
print(g.gi_frame, keep.f_locals, keep.f_back)


def given(argument):
    print(argument)
    yield


g = given("before")
g.gi_frame.f_locals["argument"] = "after"
next(g)


class Body:
    attribute = 1
    print(type(sys._getframe().f_locals), sorted(n for n in locals() if not n.startswith("__")))
    print(sys._getframe().f_locals is locals(), sys._getframe().f_locals is sys._getframe().f_locals)
    sys._getframe().f_locals["written"] = "yes"
    print(written)
    print([(type(sys._getframe().f_locals).__name__, sys._getframe().f_locals, locals(), type(locals()).__name__) for item in (1,)])
    print([(sys._getframe().f_locals.get("attribute"), list(sys._getframe().f_locals)) for item in (1,)])


def class_in_function():
    free = "captured"

    class Inner:
        own = free
        print("free" in sys._getframe().f_locals, "free" in locals())
        print([("free" in sys._getframe().f_locals, sorted(locals()), free) for item in (1,)])

    return Inner.written if hasattr(Inner, "written") else None


print(class_in_function())
print([(type(sys._getframe().f_locals).__name__, sys._getframe().f_locals, locals()) for item in "a"])
print([sys._getframe().f_locals for item in "ab"][1] is not globals())


def hidden():
    print([(sys._getframe().f_locals["i"], "i" in locals()) for i in range(2)])
    print("i" in sys._getframe().f_locals)
    i = "outer"
    print([sys._getframe().f_locals["i"] for i in range(2)], i)


hidden()


def hidden_write(results=[]):
    results.append(sys._getframe(1).f_locals)
    results[-1]["item"] = "written"
    return results[-1]["item"], list(results[-1])


print([hidden_write() for item in "z"])
print(type(hidden_write.__defaults__[0][0]).__name__, hidden_write.__defaults__[0][0]["item"])


def with_exec():
    x = 1
    exec("x = 2; y = 3")
    print(x, "y" in locals())
    exec("x = 4; y = 5", globals(), sys._getframe().f_locals)
    print(x, sys._getframe().f_locals["y"], locals()["y"], eval("y"), eval("x + y", {}, sys._getframe().f_locals))
    exec("del y", {}, sys._getframe().f_locals)
    try:
        exec("del x", {}, sys._getframe().f_locals)
    except Exception as error:
        print(type(error).__name__, error)
    try:
        exec("print(nothing)", {}, sys._getframe().f_locals)
    except Exception as error:
        print(type(error).__name__, error)
    print("y" in sys._getframe().f_locals, vars() == locals(), dir())


with_exec()


class Mapping:
    def __init__(self):
        self.held = {}

    def __getitem__(self, key):
        return self.held[key]

    def __setitem__(self, key, value):
        self.held[key] = value


mapping = Mapping()
exec("a = 1\nimport sys\nframe = sys._getframe().f_locals\nl = locals()", {}, mapping)
print(mapping.held["frame"] is mapping, mapping.held["l"] is mapping)


def delayed():
    try:
        return value
    except UnboundLocalError:
        sys._getframe().f_locals["value"] = "bound late"
    return value
    value = 0


print(delayed())


def lam():
    return (lambda a, b=2: sys._getframe().f_locals)(1)


print(lam())
print(list((list(sys._getframe().f_locals) for hidden in "a"))[0])


class Meta(type):
    @classmethod
    def __prepare__(mcls, name, bases):
        return {"prepared": True}


class Prepared(metaclass=Meta):
    print(sys._getframe().f_locals["prepared"])


def setting():
    try:
        sys._getframe().f_locals = {}
    except Exception as error:
        print(type(error).__name__, error)
    try:
        del sys._getframe().f_locals
    except Exception as error:
        print(type(error).__name__, error)


setting()
