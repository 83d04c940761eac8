# complex numbers: constants, arithmetic, printing, errors.
print(3 + 4j, (1 + 2j) * (3 - 1j), abs(3 + 4j), 1j ** 2, (1 + 2j).conjugate(), complex(1, -2), 1j == 1j, complex("1+2j"), -1j, (2 + 0j) == 2, 1 / (1 + 1j), (1 + 2j).real, (1 + 2j).imag)
print(complex(), complex(1.5), 1 + 2j - 3, 2 * 1j, bool(0j), hash(2 + 0j) == hash(2), f"{1 + 2j:.1f}", str(1e20j), repr(-0.0 + 0j), [1j], {1j: 1}[1j])
class C:
    def __complex__(self): return 5 + 1j
print(complex(C()))
match 2 + 3j:
    case 2 + 3j: print("matched")
for f in (lambda: 1j < 2j, lambda: int(1j), lambda: float(1j), lambda: 1j // 2, lambda: 1j % 2, lambda: complex("x"), lambda: 1j / 0, lambda: complex([]), lambda: divmod(1j, 1), lambda: round(1j)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
