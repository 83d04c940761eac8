# Local, enclosing, global, built-in: the order in which names are found.
import builtins
def f():
    return abs(-1)
print(f())
builtins.new_builtin = "visible everywhere"
def g():
    return new_builtin
print(g(), new_builtin)
del builtins.new_builtin
try:
    g()
except NameError as e:
    print(e)
abs = lambda v: "global abs"
print(f(), builtins.abs(-2))
del abs
print(f())
print(__name__, __builtins__ is not None)
def deep():
    v = "enclosing"
    def a():
        def b():
            def c():
                return v, f(), len("four")
            return c
        return b
    return a()()()
print(deep())
class Scope:
    v = "class"
    def m(self):
        try:
            return v
        except NameError as e:
            return str(e)
print(Scope().m())
print(builtins.len is len, type(builtins).__name__, builtins.__name__)
for name in "print", "ValueError", "True", "__import__", "NotImplemented", "Ellipsis", "__debug__":
    print(name, hasattr(builtins, name))
