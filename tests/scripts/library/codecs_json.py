"""The registry of codecs, and modules that stand on it and on regular expressions."""
import bisect
import codecs
import decimal
import fractions
import heapq
import json
import os
import statistics
import string
import textwrap


def show(label, f):
    try:
        print(label, f())
    except Exception as error:
        print(label, type(error).__name__, error)


print(codecs.lookup("UTF-8").name, codecs.lookup("Latin 1").name, codecs.encode("é", "utf8"), codecs.decode(b"\xc3\xa9"))
print(codecs.encode("abc", "rot13"), codecs.utf_8_decode(b"a\xc3"), codecs.utf_16_le_decode(b"a\0b"))
decoder = codecs.getincrementaldecoder("utf-8")()
print([decoder.decode(bytes([byte])) for byte in "aé€𝒳".encode()])
print(codecs.backslashreplace_errors(UnicodeEncodeError("ascii", "xéy", 1, 2, "no")))
print(codecs.replace_errors(UnicodeDecodeError("ascii", b"xyz", 0, 2, "no")))
show("lookup", lambda: codecs.lookup("nope"))
show("final", lambda: codecs.utf_8_decode(b"a\xc3", None, True))
show("error", lambda: codecs.lookup_error("nope"))
show("handler", lambda: codecs.xmlcharrefreplace_errors(UnicodeDecodeError("ascii", b"xyz", 0, 2, "no")))
show("int", lambda: codecs.ignore_errors(1))
show("register", lambda: codecs.register(1))

print(json.dumps({"a": [1, 2.5, None, True, "é\n"], "b": {}}), json.dumps("é", ensure_ascii=False))
print(json.dumps([1, {"y": [], "x": (2,)}], indent=2, sort_keys=True), json.dumps({1: 2, None: 3, True: 4}))
print(json.loads('{"a": [1, 2.5e3, null, true, "\\u00e9\\n"], "b": -7}'), json.loads(b"[1]"))
show("comma", lambda: json.loads("[1,]"))
show("colon", lambda: json.loads('{"a" 1}'))
show("object", lambda: json.dumps(object))
show("extra", lambda: json.loads("1 2"))

print(textwrap.fill("the quick brown fox jumps over the lazy dog", 20), textwrap.dedent("  a\n   b\n"))
print(string.Template("$a ${b}").substitute(a=1, b=2), string.capwords("ab cd"))
print(statistics.mean([1, 2, 3, 4]), statistics.stdev([1, 2, 3, 4]), fractions.Fraction("3/4") + 1, fractions.Fraction(0.5))
print(decimal.Decimal("1.1") + decimal.Decimal("2.25"), decimal.Decimal(1) / 3)
print(heapq.nsmallest(2, [3, 1, 2]), bisect.bisect([1, 2, 3], 2))
print(os.terminal_size((80, 24)), os.terminal_size([80, 24]).lines)
show("size", lambda: os.terminal_size((80,)))
