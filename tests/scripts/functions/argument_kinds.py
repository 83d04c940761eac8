# Every kind of parameter, alone and together, by position and by keyword.
def plain(a, b, c):
    return a, b, c
def defaults(a, b=2, c=3):
    return a, b, c
def posonly(a, b, /, c, d=4):
    return a, b, c, d
def kwonly(a, *, b, c=3):
    return a, b, c
def everything(a, /, b, *args, c, d=4, **kw):
    return a, b, args, c, d, kw
def star_args(*args):
    return args
def star_kw(**kw):
    return kw

print(plain(1, 2, 3), plain(1, c=3, b=2), plain(*[1, 2], 3), plain(**{"a": 1, "b": 2, "c": 3}))
print(defaults(1), defaults(1, 5), defaults(1, c=9), defaults(a=0, b=1, c=2))
print(posonly(1, 2, 3), posonly(1, 2, c=3), posonly(1, 2, 3, 5), posonly(1, 2, d=9, c=8))
print(kwonly(1, b=2), kwonly(b=2, a=1, c=5))
print(everything(1, 2, c=3), everything(1, 2, 3, 4, c=5, d=6, e=7, f=8))
print(everything(1, b=2, c=3, a=10))
print(star_args(), star_args(1), star_args(*range(3), *"ab"))
print(star_kw(), star_kw(x=1, y=2), star_kw(**{"not an identifier": 1}))
print((lambda x, /, *y, z=0, **w: (x, y, z, w))(1, 2, z=3, q=4))

# A star argument is a tuple of its own; a double star argument is a new dict.
t = (1, 2, 3)
d = {"k": 1}
print(star_args(*t) == t, star_kw(**d) == d, star_kw(**d) is d)
def mutate(**kw):
    kw["new"] = 1
    return kw
print(mutate(**d), d)
