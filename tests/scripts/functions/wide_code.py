# Code that needs extended arguments: many names, constants, locals and long jumps.
ns = {}
names = [f"v{i}" for i in range(400)]
source = "def f(x):\n" + "".join(f"    {n} = x + {i + 1000}\n" for i, n in enumerate(names)) + "    return " + " + ".join(names) + "\n"
exec(source, ns)
print(ns["f"](1))
source = "def g(x):\n    total = 0\n    for i in range(3):\n        if x:\n" + "".join(f"            total += g_{i % 300} + {i * 3}\n" for i in range(400)) + "        else:\n            total -= 1\n    return total\n"
ns.update({f"g_{i}": i for i in range(300)})
exec(source, ns)
print(ns["g"](1), ns["g"](0))
source = "def h():\n" + "".join(f"    c{i} = {i}\n" for i in range(300)) + "    def inner():\n        return " + " + ".join(f"c{i}" for i in range(300)) + "\n    return inner()\n"
exec(source, ns)
print(ns["h"]())
source = "def k(*a, **kw): return len(a), len(kw)\nr = k(" + ", ".join(str(i) for i in range(300)) + ", " + ", ".join(f"n{i}={i}" for i in range(300)) + ")\n"
exec(source, ns)
print(ns["r"])
print(len(eval("[" + ",".join(map(str, range(1000))) + "]")), len(eval("{" + ",".join(f"'k{i}': {i}" for i in range(600)) + "}")), len(eval("(" + ",".join(f"x{i}" for i in range(300)) + ")", {f"x{i}": i for i in range(300)})))
source = "def t(x):\n    while x:\n        try:\n" + "".join(f"            y{i} = x\n" for i in range(300)) + "            if x > 3: raise ValueError(x)\n        except ValueError as e:\n            x -= e.args[0]\n            continue\n        finally:\n            x -= 1\n        break\n    return x\n"
exec(source, ns)
print(ns["t"](3), ns["t"](10))
source = "def gen():\n" + "".join(f"    yield {i + 500}\n" for i in range(300)) + "    return 'end'\n"
exec(source, ns)
print(sum(ns["gen"]()), len(list(ns["gen"]())))
source = "class Wide:\n" + "".join(f"    a{i} = {i}\n" for i in range(300)) + "    total = a0 + a299\n"
exec(source, ns)
print(ns["Wide"].total, ns["Wide"]().a150)
source = "a, *b, c = range(300)\n" + ", ".join(f"q{i}" for i in range(200)) + ", *rest = range(300)\n"
exec(source, ns)
print(len(ns["b"]), ns["c"], ns["q199"], len(ns["rest"]))
