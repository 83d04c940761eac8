# float: printing, arithmetic, rounding, methods, math.
import math
print(0.1, 1.0, 1e16, 1e15, 123456789012345680.0, 1e-5, 0.0001, 1e22, 1e23, -0.0, 1.5e300 * 1e10, 5e-324, 2 ** 0.5, 1 / 3, 100.0, 1e5, float("1e3"), 3.0e-10, 12345.678)
print(7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2, divmod(7.5, 2), 1e300 * 1e300, -1e300 * 1e300, 2.0 ** 3, (-8.0) ** 2, (-8) ** (1 / 3) if False else 8 ** (1 / 3), 0.1 + 0.2, 1.1 * 3)
inf, nan = float("inf"), float("nan")
print(inf, -inf, nan, inf > 10 ** 400, inf - inf, inf == inf, nan != nan, nan < 1, min(1.0, nan), inf * 0, 1 / inf, -1 / inf)
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234.5, -2), round(0.5), round(1e300), round(2.5, 0), type(round(2.5)).__name__, round(1.23456, 3))
print((2.5).is_integer(), (2.0).is_integer(), (0.75).as_integer_ratio(), (255.5).hex(), float.fromhex("0x1.8p1"), (3.7).__trunc__(), hash(1.0), hash(1e100) == hash(int(1e100)), hash(2.0) == hash(2), (1.5).real, (1.5).conjugate())
print(float("  1.5 "), float("-inf"), float("1_0.5"), float(5), float(), float("1e-400"), float("Infinity"), int(1e20), bool(0.0), bool(nan), repr(1e100), str(1.10))
print(math.pi, math.e, math.sqrt(16), math.floor(-1.5), math.ceil(1.2), math.trunc(-1.7), math.gcd(12, 18), math.lcm(4, 6), math.factorial(10), math.comb(5, 2), math.perm(5, 2), math.isqrt(17), math.prod([1, 2, 3]), math.fsum([0.1] * 10), math.hypot(3, 4), math.copysign(1, -0.0))
print(math.isnan(nan), math.isinf(inf), math.isfinite(1), math.isclose(0.1 + 0.2, 0.3), math.log(1), math.log2(8), math.log10(1000), math.log(8, 2), math.exp(0), math.pow(2, 3), math.fmod(7, 3), math.modf(1.5), math.frexp(8.0), math.ldexp(0.5, 4), math.degrees(math.pi), math.sin(0), math.cos(0), math.atan2(0, 1), math.inf, math.tau)
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, "|", e)
for f in (lambda: float("x"), lambda: float(""), lambda: float([]), lambda: float(None), lambda: round(nan), lambda: round(inf), lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.factorial(-1), lambda: math.factorial(2.5), lambda: math.floor(inf), lambda: (inf).as_integer_ratio(), lambda: math.gcd(1.5), lambda: math.exp(1000), lambda: math.sqrt("x"), lambda: 1.5 & 1, lambda: float.fromhex("zz"), lambda: math.comb(-1, 2), lambda: 1.0.foo):
    show(f)
