# __init_subclass__, __set_name__ order, __class_getitem__, __mro_entries__.
class Plugin:
    registry = []
    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.tag = tag
        Plugin.registry.append((cls.__name__, tag))
class P1(Plugin, tag="one"): pass
class P2(Plugin): pass
class P3(P1, tag="three"): pass
print(Plugin.registry, P1.tag, P3.tag)
def show(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
show(lambda: type("P4", (Plugin,), {}, bad=1))
show(lambda: type("P5", (), {}, bad=1))
class Order:
    def __set_name__(self, owner, name): print("set_name", name)
class Base:
    def __init_subclass__(cls): print("init_subclass", cls.__name__)
class Both(Base):
    b = Order()
    a = Order()
class G:
    def __class_getitem__(cls, item): return (cls.__name__, item)
print(G[int], G[1, 2], G["x":"y"])
show(lambda: Both[1])
class Entries:
    def __mro_entries__(self, bases):
        print("mro_entries", len(bases))
        return (Base,)
class FromEntries(Entries()): pass
print(FromEntries.__bases__, len(FromEntries.__orig_bases__))
show(lambda: type("X", (Entries(),), {}))
class BadEntries:
    def __mro_entries__(self, bases): return 5
try:
    class Z(BadEntries()): pass
except TypeError as e:
    print(e)
try:
    class Z(7): pass
except TypeError as e:
    print(e)
print(list[int], dict[str, int], tuple[int, ...], list[int].__origin__, list[int].__args__, type(list[int]).__name__)
print(list[int]([1]), list[int] == list[int])
