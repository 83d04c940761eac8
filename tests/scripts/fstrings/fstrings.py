# f-strings: conversions, format specifications, nesting, quotes, =.
name, n, pi, w, p = "World", 42, 3.14159265, 10, 3
print(f"Hello {name}!", f"{n}", f"{n + 1}", f"{name!r}", f"{name!s:>8}", f"{'é'!a}", f"{{literal}} {{{n}}}", f"", f"no fields")
print(f"{pi:.2f} {pi:10.3f}| {pi:<10.1f}| {pi:{w}.{p}f} {pi:e} {pi:g} {pi:%} {n:05d} {n:x} {n:#x} {n:b} {n:#o} {n:,} {1234567:,} {1234567:_} {n:+} {n: } {-n:08}")
print(f"{name:>10}|{name:<10}|{name:^10}|{name:*^11}|{name:.3}|{name:>{w}}|{n:<5}|{n:^6}|{n:=+6}|{True}|{True:d}|{None}|{[1, 'a']}")
print(f"{n=}", f"{n + 1 = }", f"{name=!s}", f"{pi=:.2f}", f"{ n = }", f"{name!r:>10}")
print(f"{'nested ' + f'{n} ' + f'{f"{name}"}'}", f"{"same quotes"}", f"{d["k"] if (d := {"k": 5}) else 0}", f"{(lambda x: x * 2)(4)}", f"{[i for i in range(3)]}", f"{ {'a': 1}['a'] }")
print(f"""multi
{n
 + 1}
line""", f"{'\n'.join(['a', 'b'])}", f"{n!r}{name!r}", "plain " f"{n}" " joined", rf"\d{n}", f"{1:{'>'}{5}}", f"{'a' 'b'}", f"{n if n > 5 else 'small'}", f"{*[1, 2], 3}", f"{lambda_ if (lambda_ := 7) else 0}")
class F:
    def __format__(self, spec): return f"F<{spec}>"
    def __repr__(self): return "F!"
print(f"{F()} {F():spec} {F()!r} {F()!r:>5} {F():{n}:{w}}", f"{F()=}", f"{F()=:x}")
print(f"{1e20:.3g} {0.1 + 0.2} {1e16} {1e-7} {float('inf')} {float('nan')} {-0.0} {1.0} {123456789.0} {1/3:.10f} {2.5:.0f} {3.5:.0f} {1e100}")
print(f"{n:c}", f"{3.7:.0%}", f"{12345.678:,.2f}", f"{255:08b}", f"{-5:+d}", f"{5:>+4}", f"{'x':\x3c5}|")
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, "|", e)
for f in (lambda: f"{name:d}", lambda: f"{n:s}", lambda: f"{n:.2d}", lambda: f"{pi:x}", lambda: f"{undefined_here}", lambda: f"{None:>5}", lambda: f"{[]:x}", lambda: f"{n:zz}", lambda: f"{name:{'q'}}", lambda: f"{1/0}", lambda: f"{name:,}", lambda: f"{n:10000000000000000000000}"):
    show(f)
def counter():
    calls.append(1)
    return len(calls)
calls = []
print(f"{counter()} {counter()} {counter():>{counter()}}")
