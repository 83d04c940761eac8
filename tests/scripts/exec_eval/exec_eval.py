# exec, eval, compile: namespaces, modes, errors, return values.
x = "global"
print(eval("1 + 2 * 3"), eval("x"), eval("[i for i in range(3)]"), eval(" \t 5"), eval("x", {"x": "given"}), eval("a + b", {"a": 1}, {"b": 2}))
exec("y = 5\nprint(x, y)")
print(y, exec("1"))
ns = {}
exec("def f(n): return 1 if n < 2 else n * f(n - 1)\nr = f(5)", ns)
print(ns["r"], sorted(k for k in ns if not k.startswith("__")), "__builtins__" in ns)
loc = {}
exec("z = 1\nw = z + q", {"q": 10}, loc)
print(loc)
def func():
    v = 1
    exec("v = 2; new = 3")
    try:
        return v, eval("v"), new
    except NameError as e:
        return v, str(e)
print(func())
def func2(a):
    return eval("a * 2"), eval("[a for _ in range(2)]"), sorted(eval("locals()"))
print(func2(4))
c = compile("n * 2", "<made>", "eval")
print(eval(c, {"n": 21}), c.co_filename, c.co_name, type(c).__name__)
c = compile("print('from exec code'); m = 1", "made.py", "exec")
exec(c)
print(m, eval(c))
exec(compile("5 + 5\n'shown'", "s", "single") if 0 else compile("None", "s", "single"))
class K:
    exec("attr = 'made by exec'")
    def m(self): return eval("self.attr")
print(K.attr, K().m())
exec("""
class Inner:
    def hi(self): return __name__
print(Inner().hi())
async def co(): return 1
def g():
    yield from range(3)
""")
print(list(g()))
exec("def outer():\n    k = 1\n    def inner():\n        nonlocal k\n        k += 1\n        return k\n    return inner\nresult = outer()()")
print(result)
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, "|", e)
show(lambda: eval("1 / 0"))
show(lambda: eval("nope"))
show(lambda: eval(5))
show(lambda: exec(5))
show(lambda: eval("1", 5))
show(lambda: exec("1", 5))
show(lambda: exec("1", {}, 5))
show(lambda: compile("1", "f", "bad"))
show(lambda: eval("x", {"__builtins__": {}}))
show(lambda: eval("len", {"__builtins__": {}}))
show(lambda: eval("len('abc')", {"__builtins__": {"len": lambda v: "mine"}}))
show(lambda: exec((lambda: 0).__code__))
show(lambda: eval(func.__code__))
def closure():
    q = 1
    return lambda: q
show(lambda: exec(closure().__code__))
for bad in ("1 +", "def f(:", "x = ", "return 1", "for"):
    try: compile(bad, "f", "exec")
    except SyntaxError as e: print("SyntaxError", e.lineno, e.filename)
print(__import__("math").pi > 3, globals()["x"], eval("globals()") is globals())
class Ns(dict):
    def __missing__(self, k): return "missing " + k
print(eval("a + b", {}, Ns(a="A")))
