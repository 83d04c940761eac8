# Building long strings and parsing them again.
lines = [f"{i:04d}:{'x' * (i % 7)}:{i * i}" for i in range(500)]
text = "\n".join(lines)
print(len(text), text[:20].encode(), text.count("\n"), text[-12:])
total = 0
for line in text.split("\n"):
    n, xs, sq = line.split(":")
    assert int(n) ** 2 == int(sq)
    total += len(xs)
print(total)
acc = ""
for i in range(300):
    acc += chr(97 + i % 26)
print(acc[:30], len(acc), acc.count("abc"))
words = {}
for w in "the cat and the dog and the bird".split():
    words[w] = words.get(w, 0) + 1
print(sorted(words.items(), key=lambda kv: (-kv[1], kv[0])))
def caesar(s, k):
    out = []
    for c in s:
        if c.isupper(): out.append(chr((ord(c) - 65 + k) % 26 + 65))
        elif c.islower(): out.append(chr((ord(c) - 97 + k) % 26 + 97))
        else: out.append(c)
    return "".join(out)
print(caesar("Hello, World!", 3), caesar(caesar("Round Trip", 5), -5))
def is_palindrome(s):
    s = [c.lower() for c in s if c.isalnum()]
    return s == s[::-1]
print(is_palindrome("A man, a plan, a canal: Panama"), is_palindrome("no"))
def roman(n):
    out = ""
    for v, r in ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while n >= v:
            out += r
            n -= v
    return out
print([roman(n) for n in (1, 4, 1994, 2026)])
print("""triple
quoted "text" \
continued""", 'a' "b" 'c', r"\raw\n", len(r"\n"), "tab\there", "nul\0".encode())
