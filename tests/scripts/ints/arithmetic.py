# int: small and big, division rules, shifts, bit operations, conversion.
print(7 // 2, -7 // 2, 7 // -2, 7 % 3, -7 % 3, 7 % -3, divmod(-7, 2), divmod(7, -2), 7 / 2, -7 / 2, 2 ** 10, 2 ** -1, (-2) ** 3, 0 ** 0, pow(3, 200, 13), pow(3, -1, 7))
big = 2 ** 63
print(big - 1 + 1 == big, big * big, -big - 1, (big - 1) * 2, big // 3, -big // 7, big % 1000, -big % 1000, divmod(-(10 ** 30), 10 ** 9 + 7), 10 ** 30 // 10 ** 10)
print(9223372036854775807 + 1, -9223372036854775808 - 1, 9223372036854775807 * 9223372036854775807, -(-9223372036854775808), abs(-9223372036854775808), -9223372036854775808 // -1, 3037000500 * 3037000500, 10 ** 25 - 10 ** 25 + 5)
print(1 << 70, (1 << 70) >> 68, -1 >> 5, -5 >> 1, 5 & -2, 5 | -8, 5 ^ -1, ~5, ~-1, (1 << 65) & ((1 << 65) - 1), (-1 << 66) | 1, big & -1, 12345678901234567890 ^ 98765432109876543210)
print((255).bit_length(), (0).bit_length(), (2 ** 70).bit_length(), (7).bit_count(), (5).conjugate(), (5).real, (5).imag, (5).numerator, (6).denominator, (5).is_integer(), (3).as_integer_ratio())
print(int("42"), int(" -7 "), int("ff", 16), int("0x1f", 0), int("0b101", 0), int("1_000"), int(3.99), int(-3.99), int(True), int(), int("z", 36), int(b"12"), int("9" * 30), hex(255), oct(8), bin(-5), hex(2 ** 70))
print(str(10 ** 40), repr(-10 ** 20), hash(5), hash(-1), hash(2 ** 70) == hash(2.0 ** 70), hash(10 ** 30) == hash(10 ** 30), hash(True), 1_000_000, 0xff, 0o17, 0b11)
print(True + True, True * 5, -True, ~True if False else ~1, True == 1, isinstance(True, int), True & False, True | False, True ^ True, type(True & True).__name__, type(True & 1).__name__, bool(0), bool(-1), not 5)
print(5 == 5.0, 2 ** 53 + 1 == float(2 ** 53 + 1), 10 ** 400 > 1e308, 10 ** 20 == 1e20, 1 < 1.5, 3 > 2.9, max(1, 2.5), min(3, True), sorted([3, 1.5, 2, True]))
def fact(n):
    r = 1
    for i in range(2, n + 1): r *= i
    return r
print(fact(30), fact(60) // fact(58), str(fact(200))[:20], len(str(fact(200))))
def isqrt(n):
    x = n
    while x * x > n: x = (x + n // x) // 2
    return x
print(isqrt(10 ** 40), isqrt(2 * 10 ** 20), round(12345, -2), round(15, -1), round(25, -1), round(5), round(2 ** 70, -10))
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, "|", e)
for f in (lambda: int("x"), lambda: int("1.5"), lambda: int(""), lambda: int("12", 1), lambda: int("9", 8), lambda: int(5, 10), lambda: int(None), lambda: int([]), lambda: int(float("inf")), lambda: int(float("nan")), lambda: float(10 ** 400), lambda: 10 ** 400 / 3, lambda: pow(2, -1, 4), lambda: pow(2, 3, 0), lambda: 1 >> -1, lambda: int("1" * 5000), lambda: str(10 ** 5000), lambda: (1).foo, lambda: hex("a"), lambda: int(x=1), lambda: 1 << 10 ** 30):
    show(f)
