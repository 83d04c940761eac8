# assert, and the messages of operators that do not fit.
def show(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, "|", e)
def a(x):
    assert x > 0, f"not positive: {x}"
    return "fine"
def b(x):
    assert x
    return "fine"
show(lambda: a(1)); show(lambda: a(-1)); show(lambda: b(1)); show(lambda: b(0))
n, s, f, l, t, d, none, st, by = 1, "s", 1.5, [1], (1,), {}, None, {1}, b"b"
for x, y in ((n, s), (s, n), (l, t), (t, l), (d, d), (none, n), (f, s), (st, l), (by, s), (s, by), (l, n), (t, none)):
    show(lambda: x + y)
show(lambda: s - s); show(lambda: l * l); show(lambda: s * f); show(lambda: s % n); show(lambda: none % n); show(lambda: n / s)
show(lambda: s // n); show(lambda: n ** s); show(lambda: n @ n); show(lambda: f & n); show(lambda: n | s); show(lambda: d ^ d); show(lambda: f << 1)
show(lambda: -s); show(lambda: ~f); show(lambda: +l); show(lambda: not s)
show(lambda: 1 / 0); show(lambda: 1 // 0); show(lambda: 1 % 0); show(lambda: 1.0 / 0); show(lambda: 1.0 // 0); show(lambda: 1.0 % 0)
show(lambda: divmod(1, 0)); show(lambda: 0 ** -1); show(lambda: 0.0 ** -1); show(lambda: 1 << -1);
show(lambda: l[5]); show(lambda: l["a"]); show(lambda: t[5]); show(lambda: s[9]); show(lambda: s["a"]); show(lambda: d["k"]); show(lambda: d[l]); show(lambda: by[7])
show(lambda: st[0]); show(lambda: none[0]); show(lambda: {l: 1}); show(lambda: {d}); show(lambda: hash(st)); show(lambda: l.index(9)); show(lambda: l.remove(9))
show(lambda: [].pop()); show(lambda: {}.popitem()); show(lambda: set().pop()); show(lambda: l.pop(7)); show(lambda: t.index(0)); show(lambda: s.index("z"))
show(lambda: range(3)[5]); show(lambda: range(1, 2, 0)); show(lambda: l[::0]); show(lambda: s[f]); show(lambda: n < s)
def aug(v, w):
    v += w
    return v
show(lambda: aug(1, "x")); show(lambda: aug("x", 1)); show(lambda: aug([1], "ab")); show(lambda: aug([1], 5)); show(lambda: aug((1,), [2])); show(lambda: aug(None, 1))
def aug2(v, w):
    v -= w; return v
show(lambda: aug2([], [])); show(lambda: aug2({1, 2}, {1})); show(lambda: aug2({1}, [1]))
