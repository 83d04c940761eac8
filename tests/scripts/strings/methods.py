# str methods: search, split, join, case, strip, replace, predicates.
s = "Hello, World"
print(s.upper(), s.lower(), s.swapcase(), s.title(), s.capitalize(), s.casefold(), s.find("o"), s.rfind("o"), s.index("l"), s.count("l"), s.find("zz"))
print("a,b,,c".split(","), " a  b c ".split(), "a-b-c".split("-", 1), "a-b-c".rsplit("-", 1), "".split(), "".split(","), "l1\nl2\r\nl3".splitlines(), "l1\nl2\n".splitlines(True))
print("-".join(["a", "b"]), "".join("xyz"), ",".join({"k": 1}), "abc".partition("b"), "abc".partition("z"), "a.b.c".rpartition("."))
print("  x ".strip(), "xxaxx".strip("x"), "  l".lstrip(), "r  ".rstrip() + "|", "abcabc".replace("b", "B"), "aaaa".replace("a", "b", 2), "prefix-x".removeprefix("prefix-"), "x.py".removesuffix(".py"))
print("7".zfill(3), "-7".zfill(4), "ab".center(6, "*"), "ab".ljust(4, "."), "ab".rjust(4), "a\tb".expandtabs(4))
print("abc".startswith("ab"), "abc".startswith(("x", "a")), "abc".endswith("c", 0, 2), "abc".isalpha(), "a1".isalnum(), "12".isdigit(), " \t".isspace(), "Ab".islower(), "AB".isupper(), "Title Case".istitle(), "id_1".isidentifier(), "1x".isidentifier(), "".isalpha(), "x".isascii())
print("abc" * 2, 3 * "-", "a" + "b", "b" in "abc", "bd" in "abc", "" in "abc", len("abc"), "abc"[1], "abc"[-1], "abc"[::-1], min("hello"), max("hello"), sorted("hello"))
print("a" < "b", "abc" < "abd", "Z" < "a", "" < "a", "a" == "a", hash("k") == hash("k"), list("abc"), tuple("ab"), *"xy")
print("%s is %d years and %.2f %r %5s|%-5s| %05d %x %o %e %%" % ("Bob", 42, 1.5, "q", "r", "l", 42, 255, 8, 12345.678), "%(a)s-%(b)03d" % {"a": 1, "b": 2}, "%c%c" % (65, "b"), "%*d" % (5, 42))
print("{} {1} {0}".replace("{} ", "").format("a", "b"), "{:>5}|{:<5}|{:^5}".format(1, 2, 3), "{a.real} {b[0]} {c[k]}".format(a=5, b=[1], c={"k": "v"}), "{!r:>6}".format("x"), "{:{w}}".format("p", w=4), "{{}}".format())
print("abc".translate({97: "X", 98: None}), "abc".translate(str.maketrans("ab", "12", "c")), chr(97), ord("a"), chr(8364), ascii("é€"), repr("it's"), repr('q"'), repr("both'\""), repr("\n\t\\\x00\x7fé"))
print("é".encode(), "€uro".encode("utf-8"), b"\xc3\xa9".decode(), "abc".encode("ascii"), "x".encode("latin-1"), "€".encode("ascii", "replace"), "€".encode("ascii", "ignore"))
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, "|", e)
for f in (lambda: "a".index("z"), lambda: ",".join([1]), lambda: ",".join(5), lambda: "a".split(""), lambda: "%d" % "x", lambda: "%s %s" % 1, lambda: "%s" % (1, 2), lambda: "{}".format(), lambda: "{x}".format(), lambda: "{".format(), lambda: "%(k)s" % {}, lambda: "%q" % 1,
          lambda: "é".encode("ascii"), lambda: b"\xff".decode(), lambda: "a".center("x"), lambda: "a".foo, lambda: chr(-1), lambda: chr(0x110000), lambda: ord("ab"), lambda: ord(5), lambda: "a" * "b", lambda: "x".replace("a"), lambda: "abc".startswith(5), lambda: "x".encode("nope"), lambda: "a" in 5, lambda: 5 in "a", lambda: str(b"x", "utf-8"), lambda: str(1, 2), lambda: int("x" * 3)):
    show(f)
print("naïve Straße".upper(), "ΑΣ".lower(), "ß".casefold(), "ﬁ".upper(), "ǅ".title(), "日本語"[1], len("👍é"), "é" == "e\u0301", "\N{EURO SIGN}\x41\101\u0042")
