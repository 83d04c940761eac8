# string.templatelib: the types under their names.
from string.templatelib import Template, Interpolation, convert
t = t"a {1 + 1} b"
print(isinstance(t, Template), isinstance(t.interpolations[0], Interpolation))
made = Template("x", Interpolation(5, "five", "r", ">3"), "y", "z")
print(made.strings, made.values, made.interpolations[0].expression)
print(Interpolation(1).expression, Interpolation.__match_args__, Template().strings)
print(convert(5, "r"), convert("é", "a"), convert(5, None), convert(1.5, "s"))
match made.interpolations[0]:
    case Interpolation(v, e, c, f): print(v, e, c, f)
print(Template(Interpolation(1, "a"), Interpolation(2, "b")).strings)
for f in (lambda: Template(5), lambda: Interpolation(1, "e", "z"), lambda: Interpolation(), lambda: Interpolation(1, 2), lambda: convert(1, "q")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
