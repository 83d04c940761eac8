# bytes.
b = b"hello\x00\xff"
print(b, b[0], b[-1], b[1:3], len(b), list(b[:3]), b + b"!", b * 2, b"l" in b, 104 in b, b.find(b"l"), b.hex(), bytes.fromhex("0a ff"))
print(bytes(3), bytes([1, 2, 255]), bytes("é", "utf-8"), bytes(b"x"), bytes(range(3)), bytes())
print(b"a,b".split(b","), b"-".join([b"x", b"y"]), b"abc".upper(), b" x ".strip(), b"abc".replace(b"b", b"BB"), b"abc".startswith(b"a"), b"%d-%s" % (5, b"z"), b"ab".decode("ascii"))
print(b"a" < b"b", b"a" == "a", b"a" == b"a", hash(b"k") == hash(b"k"), {b"k": 1}[b"k"], repr(b"it's"), repr(b'\n\t\\"'), sorted(b"cab"))
print(int.from_bytes(b"\x01\x00"), (258).to_bytes(2, "big"), (258).to_bytes(4, "little"), int.from_bytes(b"\xff", signed=True))
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, "|", e)
for f in (lambda: b[100], lambda: bytes([256]), lambda: bytes("x"), lambda: bytes(-1), lambda: b"a" + "b", lambda: bytes.fromhex("zz"), lambda: b.index(b"q"), lambda: b"".join(["s"]), lambda: "a" in b, lambda: 300 in b, lambda: (300).to_bytes(1), lambda: (-1).to_bytes(1), lambda: bytes(["a"])):
    show(f)
