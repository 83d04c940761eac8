# import statements over modules that every program has.
import sys
import math as m, time
from math import pi, sqrt as root
from math import *
import collections.abc
import collections.abc as cabc
from collections import abc, OrderedDict
print(m.pi == pi, root(9), floor(2.5), collections.abc is cabc is abc, OrderedDict.__name__, type(time.time()).__name__)
print(sys.modules["math"] is m, type(sys).__name__, m.__name__, sys.__name__, __name__, "collections.abc" in sys.modules)
def local():
    import math
    from math import e
    return math.floor(e)
print(local(), __import__("math") is m, __import__("collections.abc").__name__, __import__("collections.abc", fromlist=["x"]).__name__)
class C:
    import math
    from math import tau
print(C.math is m, C.tau == m.tau)
for code in ("import no_such_module_q", "from math import no_such_name_q", "import math.sub_q", "from no_such_q import x", "import collections.nothing_q", "from . import x", "from .x import y"):
    try: exec(code, {"__name__": "prog"})
    except ImportError as e: print(type(e).__name__, "|", str(e).split(" (")[0], "|", e.name)
try: m.nothing_q
except AttributeError as e: print(e)
m.added = 5
from math import added
print(added, sys.version_info[:2], sys.version_info.major, sys.implementation.name == sys.implementation.name, sys.byteorder, sys.maxsize > 2 ** 30, type(sys.path).__name__, sys.argv[0])
import importlib
print(importlib.import_module("math") is m, importlib.__name__)
try: import sys as s2; del s2; s2
except NameError as e: print(e)
