"""Regular expressions: patterns, matches, replacing, errors."""
import copy
import re


def show(label, f):
    try:
        print(label, f())
    except Exception as error:
        print(label, type(error).__name__, error)


p = re.compile(r"(?P<key>\w+)\s*=\s*(?P<value>\d+)?")
m = p.match("size = 10, name = ")
print(m, m.group(), m.group(1, "value"), m["key"], m[0])
print(m.groups(), m.groupdict(), m.span("value"), m.start(), m.end(2), m.lastindex, m.lastgroup)
print(m.regs, m.pos, m.endpos, m.re is p, m.string)
print(p.flags, p.groups, p.groupindex, p.pattern)
print([m.groups() for m in p.finditer("a=1 b= c=3")])
print(p.findall("a=1 b= c=3"))
print([m.groups("none") for m in p.finditer("b=")], [m.groupdict(0) for m in p.finditer("b=")])

print(re.split(r"[,;]\s*", "a, b;c"), re.split(r"(,)", "a,b,c", maxsplit=1), re.split(r"\b", "to be"))
print(re.sub(r"(\w+) (\w+)", r"\2 \g<1>", "one two three four"), re.subn("a", "b", "banana", count=2))
print(re.sub(r"\d+", lambda m: str(int(m[0]) * 2), "1 and 22"), re.sub("x*", "-", "abxd"))
print(re.sub("", "-", "añb"), re.sub(r"(a)|b", r"[\1]", "cab"))


def doubled(m):
    if m[0] == "3":
        raise KeyError(m.span())
    return m[0] * 2


show("raises", lambda: re.sub(r"\d", doubled, "12345"))
print(re.sub(r"\d", doubled, "12"), re.sub(".", lambda m: re.sub(".", doubled, m[0]), "ab"))

print(re.findall(rb"(.)(\d)", b"a1b2"), re.sub(rb"\s", b"", bytearray(b"a b c")), re.match(b".", memoryview(b"xy")))
print(re.search("é+", "café éé").span(), re.findall(r"\w+", "naïve Straße 北京 42"), re.findall("𝒳.", "a𝒳b𝒳c"))
print(re.findall("straße", "STRASSE STRAßE", re.I), re.findall(r"(?i)Σ", "σςΣ"), re.findall(r"(?a)\w", "aé"))
print(re.search(r"(?<=b)c(?!d)", "acbcdbc"), re.search(r"(?<!a)b", "abb"), re.search(r"^b$", "a\nb\nc", re.M))
print(re.fullmatch("a|ab", "ab"), re.fullmatch("a+?", "aaa"), re.match("(?>a+)b", "aab"), re.match("a++a", "aaa"))
print(re.match(r"(a)?(?(1)b|c)", "ab"), re.match(r"(a)?(?(1)b|c)", "c"), re.match(r"(.)\1", "xx"))
print(re.match(r"(?:(a)|(b))*", "abab").groups(), re.findall("(?:a|b)*?c", "ababcc"), re.match("(?:(?:ab)*?c)*d", "abccd"))
print(re.compile("a.c", re.S | re.I), re.compile(b"x"), re.compile("(?x) a # b"))
print(re.compile("a") == re.compile("a"), re.compile("a") == re.compile("a", re.I), hash(re.compile("q")) == hash(re.compile("q")))
print(re.escape("a.b*c[d]"), copy.copy(p) is p, copy.deepcopy(m) is m, re.Pattern[str], re.Match[bytes])

scanner = p.scanner("a=1 b=2")
print(scanner.search().group(), scanner.match(), scanner.pattern is p)
words = re.Scanner([(r"\d+", lambda s, t: int(t)), (r"\w+", lambda s, t: t), (r"\s+", None)])
print(words.scan("a 12 b ?"))

for label, f in [
    ("type", lambda: p.match(1)),
    ("bytes", lambda: p.match(b"a")),
    ("str", lambda: re.match(b"a", "a")),
    ("no group", lambda: m.group(3)),
    ("no name", lambda: m["nope"]),
    ("reference", lambda: re.sub("a", r"\2", "a")),
    ("result", lambda: re.sub("a", lambda m: 1, "a")),
    ("unbalanced", lambda: re.compile("(a")),
    ("nothing", lambda: re.compile("*")),
    ("multiple", lambda: re.compile("a**")),
    ("range", lambda: re.compile("[z-a]")),
    ("lookbehind", lambda: re.compile("(?<=a*)b")),
    ("duplicate", lambda: re.compile("(?P<a>x)(?P<a>y)")),
    ("new", lambda: re.Pattern()),
]:
    show(label, f)
try:
    re.compile("ab\n(c")
except re.PatternError as error:
    print(error.msg, error.pos, error.lineno, error.colno, error.pattern == "ab\n(c")

# Far more than a stack could hold.
n = 20000
print(re.match("(?:a|b)*c", "ab" * n + "c").end(), re.match("(?:.)*?z", "y" * n + "z").end())
print(len(re.findall("é", "é," * n)), len(re.sub("é", "ee", "é," * n)), re.match("(?:(?:a)*b)*", "aab" * n).end())
text = "ñ=1;" * 3000
at, total = 0, 0
item = re.compile(r"(\w)=(\d);")
while found := item.match(text, at):
    at, total = found.end(), total + int(found[2])
print(at, total)
