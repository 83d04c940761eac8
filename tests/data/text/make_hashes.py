"""Prints hash.tsv: kind, input, hash. Run it with a 64-bit CPython 3.14 (or 3.12, whose hashes are the same) and PYTHONHASHSEED=0, then 42."""

import os
import random

rng = random.Random(314)
seed = os.environ["PYTHONHASHSEED"]
INTS = [0, 1, -1, -2, 2**61 - 1, 2**61 - 2, -(2**61), 2**62 + 5, -(2**63), 2**64, 10**30, -(10**40)] + [rng.randint(-(2**300), 2**300) for _ in range(20)]
FLOATS = [0.0, -0.0, 1.0, -1.0, 0.5, 0.1, -1e300, 5e-324, 1e-310, float("inf"), float("-inf"), 2.0**61, 1.7976931348623157e308] + [rng.uniform(-1, 1) * 10.0 ** rng.randint(-300, 300) for _ in range(20)]
STRINGS = ["", "a", "abcdefg", "abcdefgh", "hello, world", "h\xe9llo", "\u20ac", "\U0001f600x", "x\ud800", "\x00"]
if seed == "0":
    for value in INTS:
        print("int", value, hash(value), sep="\t")
    for value in FLOATS:
        print("float", value, hash(value), sep="\t")
    for _ in range(20):
        items = rng.sample(INTS, rng.randint(0, 6))
        print("tuple", " ".join(map(str, items)), hash(tuple(items)), sep="\t")
        print("frozenset", " ".join(map(str, items)), hash(frozenset(items)), sep="\t")
    for value in [1j, 1 + 2j, -1 - 1j, 0.5 + 1e300j]:
        print("complex", repr(value.real) + " " + repr(value.imag), hash(value), sep="\t")
for value in STRINGS:
    print("str" + seed, value.encode("unicode_escape").decode(), hash(value), sep="\t")
