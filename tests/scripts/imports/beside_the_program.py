# Modules and packages beside the program.
import _helper
print(_helper.VALUE, _helper.double(4), _helper.__name__)
import _helper as again
print(again is _helper, _helper.loaded)
from _helper import double as d, VALUE
print(d(5), VALUE)
from _helper import *
print(public(), "_private" in globals(), "hidden" in globals())
import _pkg
print(_pkg.NAME, _pkg.__name__, _pkg.__package__, hasattr(_pkg, "late"))
import _pkg.late
print(_pkg.late.WHO, _pkg.late.__package__)
from _pkg import sub, late as l
print(sub.up(), l is _pkg.late, sub.sibling_value)
from _pkg.deep.leaf import path, climb
print(path, climb)
import _pkg.deep.leaf as leaf
print(leaf.__name__, _pkg.deep.__name__)
import sys
print(sorted(k for k in sys.modules if k.startswith(("_pkg", "_helper"))))
for stmt in ("import _pkg.missing", "from _pkg import missing", "from _helper import missing", "import _raises", "import _helper.sub"):
    try: exec(stmt)
    except Exception as e: print(type(e).__name__, str(e).split(" (")[0])
print("_raises" in sys.modules)
try: _helper.missing
except AttributeError as e: print(e)
print(_pkg.dynamic, _helper.counter())
_helper.counter()
print(again.counter(), again.total)
import _cycle_a
print(_cycle_a.result, _cycle_a._cycle_b.seen)
