# Template strings (PEP 750).
name, n = "World", 42
t = t"Hello {name}!"
print(type(t).__name__, type(t).__module__, t.strings, t.values, len(t.interpolations))
i = t.interpolations[0]
print(type(i).__name__, i.value, i.expression, i.conversion, repr(i.format_spec))
print(i)
print(t)
t2 = t"{n:>5} {name!r} {n + 1:{n}} {n=} plain {{braces}}"
print(t2.strings, [(x.value, x.expression, x.conversion, x.format_spec) for x in t2.interpolations])
print(list(t2))
print(list(t"{n}"), list(t""), list(t"x"), t"".strings, t"{n}{name}".strings)
joined = t"a{n}" t"b{name}"
print(joined.strings, joined.values)
added = t"x{1}" + t"y{2}"
print(added.strings, added.values)
def render(t):
    out = []
    for part in t:
        if isinstance(part, str): out.append(part)
        else:
            v = part.value
            if part.conversion == "r": v = repr(v)
            elif part.conversion == "s": v = str(v)
            out.append(format(v, part.format_spec).upper())
    return "".join(out)
print(render(t"val {name} {n:05d} {name!r} {[1, 2]!s}"))
def html(t):
    return "".join(p if isinstance(p, str) else str(p.value).replace("<", "&lt;") for p in t)
evil = "<script>"
print(html(t"<p>{evil}</p>"))
nested = t"outer {t'inner {n}'}"
print(nested.values[0].values, rt"\n{n}".strings)
match t:
    case str(): print("str?")
    case _: print("template")
lazy = t"{(lambda: n)}"
n = 43
print(lazy.values[0](), t.values)
for f in (lambda: t"a" + "b", lambda: "b" + t"a", lambda: setattr(t, "strings", 1), lambda: t"{1/0}", lambda: t"{undefined_xyz}", lambda: len(t)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
match t.interpolations[0]:
    case object(value=v, expression=e): print(v, e)
