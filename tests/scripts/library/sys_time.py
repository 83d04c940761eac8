# sys and time, as far as they are deterministic.
import sys, time
print(sys.version_info >= (3, 14), sys.version_info[:2], sys.hexversion >> 16 == 0x030e, sys.maxunicode, sys.byteorder, type(sys.argv).__name__, sys.getrecursionlimit() > 100, sys.intern("abc") == "abc")
print(sys.getsizeof([]) > 0, sys.float_info.max, sys.float_info.epsilon, sys.int_info.default_max_str_digits, sys.hash_info.inf, sys.flags.optimize, "sys" in sys.modules, "math" in sys.builtin_module_names or True, sys.exc_info())
def depth():
    f, n = sys._getframe(), 0
    while f.f_code.co_name != "<module>": f, n = f.f_back, n + 1
    return n
print(depth(), (lambda: depth())(), sys._getframe().f_lineno, sys._getframe(0).f_code.co_name)
old = sys.getrecursionlimit(); sys.setrecursionlimit(old + 10); print(sys.getrecursionlimit() - old); sys.setrecursionlimit(old)
for bad in (lambda: sys.setrecursionlimit(0), lambda: sys.setrecursionlimit("a"), lambda: sys.intern(5), lambda: sys._getframe("a")):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
class Out:
    def __init__(self): self.parts = []
    def write(self, s): self.parts.append(s)
    def flush(self): pass
o = Out(); saved = sys.stdout; sys.stdout = o; print("captured", 1); sys.stdout = saved; print(o.parts)
print("to a file object", file=o); print(o.parts); sys.stdout.write("direct\n"); sys.stdout.flush()
t = time.time(); p = time.perf_counter(); m = time.monotonic(); print(t > 1e9, time.perf_counter() >= p, time.monotonic() >= m, type(time.time_ns()).__name__, time.perf_counter_ns() > 0)
time.sleep(0)
def hook(v): print("hook", v)
sys.displayhook, keep = hook, sys.displayhook
exec(compile("1 + 1", "s", "single")); sys.displayhook = keep
exec(compile("'shown'; None", "s", "single"))
import builtins; print(builtins._)
try: time.sleep(-1)
except ValueError as e: print(e)
try: sys.exit(3)
except SystemExit as e: print(repr(e), e.code)
