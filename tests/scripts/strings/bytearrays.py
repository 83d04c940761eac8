# bytearray.
ba = bytearray(b"abc")
ba.append(100)
ba[0] = 65
ba += b"ef"
ba.extend([103])
del ba[1]
ba[1:2] = b"xyz"
print(ba, len(ba), bytes(ba), ba.pop(), ba.decode(), ba == b"Axyzdef", bytearray(2), ba[::2], bytearray("é", "utf-8"))
ba.insert(0, 33); ba.reverse(); ba.remove(33)
print(ba, ba.find(b"x"), ba.upper(), b"x" in ba, list(ba[:2]), bytearray(b"a") + b"b", b"a" + bytearray(b"b"), bytearray(b"ab") * 2)
for f in (lambda: ba.__setitem__(0, 300), lambda: hash(ba), lambda: bytearray(b"").pop(), lambda: ba.remove(1), lambda: bytearray("x"), lambda: ba[99]):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
