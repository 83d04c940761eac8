"""Prints the tables of this folder, to be split at the lines that begin with '## '. Run it with CPython 3.14.

Every row is tab-separated: the inputs, then what CPython answered: the text, or '!' and the exception.
Control characters and everything that is not ASCII are written as Python escapes.
"""

import _string
import random
import sys

rng = random.Random(int(sys.argv[1]) if len(sys.argv) > 1 else 314)


def esc(text):
    return text.encode("unicode_escape").decode()


def answer(call):
    try:
        return esc(call())
    except Exception as error:
        return "!" + type(error).__name__ + ": " + esc(str(error))


def row(*fields, call):
    print("\t".join([*fields, answer(call)]))


def pick(*choices):
    return rng.choice(choices)


INTS = [0, 1, -1, 5, 65, 255, -255, 1234, -123456, 10**6, 123456789, 2**53 + 1, 2**63 - 1, -(2**63), 2**63, 10**20, -(10**25), 1114111]
FLOATS = [
    0.0, -0.0, 1.0, -1.0, 0.5, 1.5, 2.5, -2.5, 0.1, 1 / 3, 2 / 3, 123.456, -123.456, 1234567.891, 1e5, 123456.0, 999999.5, 9999995.0,
    1e15, 1e16, 1e17, 1.5e16, 1e22, 1e23, 1e-4, 1e-5, 0.00012345, 1.25e-7, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308,
    float("inf"), float("-inf"), float("nan"), 2.675, 1e100, -0.001, 0.05, 9.995, 99.5,
]
STRINGS = ["", "a", "abc", "hello world", "h\xe9llo", "\U0001f600x"]

print("## format.tsv")
for _ in range(1500):
    kind = pick("int", "float", "float", "str")
    spec = pick("", "", "", "<", ">", "^", "=", "*<", "0>", "x^", "_=", "\u20ac>")
    spec += pick("", "", "", "", "+", "-", " ") + pick("", "", "", "", "z") + pick("", "", "", "#") + pick("", "", "", "0")
    spec += pick("", "", "1", "5", "12", "20", "33") + pick("", "", "", ",", "_") + pick("", "", "", ".0", ".1", ".3", ".7", ".17", ".2,", "._", ".9_")
    if kind == "int":
        spec += pick(*"bcdoxXnnddde%", "", "", "", "", "s", "q")
        value = pick(*INTS)
    elif kind == "float":
        spec += pick(*"eEfFgGn%", "", "", "", "d")
        value = pick(*FLOATS)
    else:
        spec += pick("s", "s", "", "", "", "d")
        value = pick(*STRINGS)
    row(kind, esc(str(value)), esc(spec), call=lambda: format(value, spec))

print("## percent.tsv")
for _ in range(900):
    kind = pick("int", "float", "str")
    flags = "".join(rng.sample("-+ #0", rng.choice([0, 0, 1, 1, 2, 3])))
    template = pick("", "a", "%%") + "%" + flags + pick("", "", "", "1", "4", "12", "20") + pick("", "", "", ".", ".0", ".1", ".3", ".12") + pick("", "", "", "l")
    template += {"int": pick(*"diuoxXdxc%y", ""), "float": pick(*"eEfFgGfg"), "str": pick(*"ssrac")}[kind] + pick("", "|")
    value = {"int": pick(*INTS), "float": pick(*FLOATS), "str": pick(*STRINGS)}[kind]
    if kind == "str" and "c" in template and len(value) != 1:
        value = "q"
    row(kind, esc(str(value)), template, call=lambda: template % (value,))

print("## template.tsv")
PARTS = ["a", "{", "}", "{{", "}}", "{}", "{0}", "{a}", "{a.b}", "{a[", "[", "]", "!", "!r", ":", ":>5", "{:{}}", "{0[x].y!s:^{w}}", "\xe9", ".", "{0!r}", "{!x:}"]
for _ in range(400):
    template = "".join(rng.choices(PARTS, k=rng.randint(1, 4)))
    row(esc(template), call=lambda: repr(list(_string.formatter_parser(template))))

print("## field_name.tsv")
PARTS = ["a", "0", "12", ".", "[", "]", ".b", "[0]", "[x]", "[-1]", "\xe9", " ", "\u0663", "99999999999999999999"]
for _ in range(250):
    name = "".join(rng.choices(PARTS, k=rng.randint(0, 4)))

    def split():
        first, rest = _string.formatter_field_name_split(name)
        return repr((first, list(rest)))

    row(esc(name), call=split)

print("## int_text.tsv")
PARTS = ["0", "1", "9", "_", "-", "+", "0x", "0b", "0o", "f", "z", " ", "\t", "\x1c", "\u0663", "\xa0", "00", "12345678901234567890"]
for _ in range(500):
    text = "".join(rng.choices(PARTS, k=rng.randint(0, 5)))
    base = pick(10, 10, 0, 0, 2, 8, 16, 36, 7)
    row(esc(text), str(base), call=lambda: str(int(text, base)))

print("## float_text.tsv")
PARTS = ["0", "1", "9", "_", "-", "+", ".", "e", "E5", "e-3", "inf", "nan", "Infinity", " ", "\n", "\u0663", "\u2003", "1e400", "12345678901234567890", "0x"]
for _ in range(500):
    text = "".join(rng.choices(PARTS, k=rng.randint(0, 4)))
    row(esc(text), call=lambda: repr(float(text)))

print("## float_ops.tsv")
for _ in range(700):
    op = pick("divmod", "pow", "round", "round", "repr", "hex", "ratio", "int", "fromhex")
    a = pick(*FLOATS, rng.uniform(-1000, 1000), rng.uniform(-1, 1) * 10.0 ** rng.randint(-300, 300))
    b = pick(*FLOATS, rng.uniform(-10, 10), 2.0, 3.0, -3.0)
    n = rng.randint(-12, 20) if rng.random() < 0.8 else rng.randint(-330, 330)
    if op == "fromhex":
        text = pick("", "0x", "-0X") + pick("1", "f.8", ".", ".8", "0", "123456789abcdef01.8", "1.fffffffffffff8", "1.00000000000008", "1.000000000000080000000001")
        text += pick("", "p0", "p-1074", "P+1023", "p-1075", "p-1076", "p", "p99999999999999999999", "p3x", "p-99999999999999999999")
        row(op, text, "-", call=lambda: repr(float.fromhex(text)))
        continue
    call = {
        "divmod": lambda: repr(divmod(a, b)),
        "pow": lambda: "complex" if type(a**b) is complex else repr(a**b),
        "round": lambda: repr(round(a, n)),
        "repr": lambda: repr(a),
        "hex": lambda: a.hex(),
        "ratio": lambda: repr(a.as_integer_ratio()),
        "int": lambda: repr((int(a), round(a))),
    }[op]
    row(op, repr(a), str(n) if op == "round" else repr(b), call=call)

print("## int_ops.tsv")
for _ in range(900):
    op = pick("divmod", "divmod", "truediv", "truediv", "pow", "powmod", "shl", "shr", "round", "bytes", "cmp", "bits", "float")

    def number():
        return pick(*INTS, rng.randint(-100, 100), rng.randint(-(2**64), 2**64), rng.randint(-(2**200), 2**200), rng.randint(-(2**1100), 2**1100))

    a, b = number(), number()
    if op in ("bits", "powmod", "bytes") and abs(a) > 2**130:
        a = a % 2**130 - 2**129
    if op in ("pow", "shl", "shr"):
        a = rng.choice([a % 2**70, -(a % 2**70), a % 10])
        b = rng.randint(-3, 70)
    elif op == "round":
        b = rng.randint(-30, 3)
    elif op == "bytes":
        b = rng.randint(0, 12)
    elif op == "powmod":
        b %= 1000
        b -= 200
    c = rng.randint(-1000, 1000)
    f = pick(float(a) if abs(a) < 2**1000 else 0.5, 0.5, -1e300, float("inf"), float("nan"))
    call = {
        "divmod": lambda: repr(divmod(a, b)),
        "truediv": lambda: repr(a / b),
        "pow": lambda: str(a**b) if b >= 0 else "float",
        "powmod": lambda: str(pow(a, b, c)),
        "shl": lambda: str(a << b),
        "shr": lambda: str(a >> b),
        "round": lambda: str(round(a, b)),
        "bytes": lambda: a.to_bytes(b, "big", signed=c > 0).hex(),
        "cmp": lambda: repr((a < f, a == f, a > f)),
        "bits": lambda: repr((a.bit_length(), a.bit_count(), ~a, a & b, a | b, a ^ b)),
        "float": lambda: repr(float(a)),
    }[op]
    third = repr(f) if op == "cmp" else str(c)
    row(op, str(a), str(b), third, call=call)
