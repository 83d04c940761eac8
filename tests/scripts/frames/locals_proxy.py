# The whole mapping API of f_locals in a function, on every kind of slot.
import sys


def show(label, thunk):
    try:
        result = thunk()
    except BaseException as error:
        print(label, "!", type(error).__name__, error.args)
    else:
        print(label, "=", result)


def names():
    local, other = 1, 2
    proxy = sys._getframe().f_locals
    print(type(proxy).__name__, sorted(proxy))
    print(proxy is sys._getframe().f_locals, proxy == sys._getframe().f_locals)
    print(list(proxy.keys()), len(proxy), bool(proxy))
    unbound = 3
    del unbound
    print("unbound" in proxy, "local" in proxy, "nothing" in proxy, 42 in proxy)
    show("get item", lambda: proxy["local"])
    show("get unbound", lambda: proxy["unbound"])
    show("get missing", lambda: proxy["zz"])
    show("get number", lambda: proxy[1])
    show("get list", lambda: proxy[[]])
    show("get", lambda: (proxy.get("local"), proxy.get("zz"), proxy.get("zz", 5)))
    show("get none", lambda: proxy.get())
    show("get three", lambda: proxy.get(1, 2, 3))
    show("get keyword", lambda: proxy.get(key=1))
    show("get unhashable", lambda: proxy.get([]))
    show("setdefault", lambda: (proxy.setdefault("local", 9), proxy.setdefault("unbound", 10), proxy.setdefault("extra")))
    print(unbound, proxy["extra"])
    show("setdefault none", lambda: proxy.setdefault())
    show("pop local", lambda: proxy.pop("local"))
    show("pop local default", lambda: proxy.pop("local", 1))
    show("pop extra", lambda: proxy.pop("extra"))
    show("pop missing", lambda: proxy.pop("extra"))
    show("pop default", lambda: proxy.pop("extra", 7))
    show("pop none", lambda: proxy.pop())
    show("pop many", lambda: proxy.pop(1, 2, 3))
    show("del local", lambda: proxy.__delitem__("local"))
    show("del missing", lambda: proxy.__delitem__("zz"))
    proxy["extra"] = 1
    del proxy["extra"]
    print("extra" in proxy)
    proxy[42] = "number"
    print(proxy[42], proxy[42.0], list(proxy.items())[-1])
    show("update", lambda: proxy.update({"local": 100, "more": 5}))
    print(local, proxy["more"])
    show("update self", lambda: proxy.update(proxy))
    show("update list", lambda: proxy.update([("local", 1)]))
    show("update none", lambda: proxy.update())
    show("update keyword", lambda: proxy.update(a=1))
    show("update unhashable", lambda: proxy.update({}.__class__([("a", 1)])))
    print(list(proxy.values())[0], type(proxy.values()), type(proxy.items()), type(iter(proxy)))
    print(type(reversed(proxy)), list(reversed(proxy))[:2], proxy.__reversed__()[0])
    print(type(proxy.copy()), proxy.copy() == proxy, proxy == proxy.copy(), proxy != proxy.copy(), proxy == 5)
    show("lt dict", lambda: proxy < {})
    show("lt proxy", lambda: proxy < proxy)
    show("hash", lambda: hash(proxy))
    show("fromkeys", lambda: proxy.fromkeys)
    show("clear", lambda: proxy.clear)


names()


def unions():
    a = 1
    p = sys._getframe().f_locals
    del p
    p = sys._getframe().f_locals
    show("or", lambda: {k: v for k, v in (p | {"b": 2}).items() if k != "p"})
    show("ror", lambda: {k: v for k, v in ({"a": 5, "b": 2} | p).items() if k != "p"})
    show("or type", lambda: type(p | p))
    show("or int", lambda: p | 5)
    show("ror int", lambda: 5 | p)
    show("ror list", lambda: [1] | p)
    q = p
    q |= {"a": 7}
    print(q is p, a)
    show("ior int", lambda: p.__ior__(5))

    def bad():
        nonlocal_p = p
        nonlocal_p |= 5

    show("ior statement", bad)


unions()


def double_star(**kwargs):
    return sorted(kwargs)


def mapping_uses():
    x, y = 1, 2
    print(double_star(**sys._getframe().f_locals))
    match sys._getframe().f_locals:
        case {"x": 1, "y": value}:
            print("matched", value)
    print(sys._getframe().f_locals)
    me = sys._getframe().f_locals
    print(me)
    view = type(type.__dict__)
    print((view({"x": 9, "z": 1}) | me)["x"], (me | view({"x": 9}))["x"])


mapping_uses()


class Text(str):
    pass


class Impostor:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        return hash(self.name)

    def __eq__(self, other):
        print("compared with", other)
        return other == self.name


class Angry(Impostor):
    def __eq__(self, other):
        raise RuntimeError("no comparing")

    __hash__ = Impostor.__hash__


def keys():
    alpha = 1
    proxy = sys._getframe().f_locals
    print(proxy[Text("alpha")], Text("alpha") in proxy, proxy[Impostor("alpha")])
    proxy[Text("alpha")] = 2
    print(alpha)
    proxy[Impostor("alpha")] = 3
    print(alpha)
    show("angry get", lambda: proxy[Angry("alpha")])
    show("angry set", lambda: proxy.__setitem__(Angry("alpha"), 1))
    show("angry in", lambda: Angry("alpha") in proxy)
    show("angry pop", lambda: proxy.pop(Angry("alpha"), 1))
    show("angry get method", lambda: proxy.get(Angry("alpha"), 1))


keys()


def construct():
    kind = type(sys._getframe().f_locals)
    frame = sys._getframe()
    value = "here"
    print(kind(frame)["value"])
    show("none", lambda: kind())
    show("int", lambda: kind(5))
    show("two", lambda: kind(1, 2))
    show("keyword", lambda: kind(frame=frame))
    show("extra keyword", lambda: kind(frame, a=1))

    def subclass():
        class Sub(kind):
            pass

    show("subclass", subclass)
    import _weakref

    show("reduce", lambda: frame.f_locals.__reduce_ex__(4))
    show("weakref", lambda: _weakref.ref(frame.f_locals))

    def attribute():
        frame.f_locals.foo = 1

    show("attribute", attribute)


construct()
print(type(sys._getframe().f_locals), sys._getframe().f_locals is globals())
print(list(type((lambda: sys._getframe().f_locals)())(sys._getframe())))
