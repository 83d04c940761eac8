# repr, _varname_from_oparg, copies, weak references and refusals.
import copy
import weakref


def function(a, b):
    c = 1
    return lambda: (a, c)


code = function.__code__


def shown(code):
    head, _, tail = repr(code).partition(" at 0x")
    return f"{head} at 0x..{tail[tail.index(','):]}"


print(shown(code))
for line in (0, -1, -5, 1):
    made = code.replace(co_firstlineno=line) if line >= 0 else None
    print(shown(made) if made else "")
print(shown(code.replace(co_name="na\nme", co_filename='fi"le')))

print([code._varname_from_oparg(i) for i in range(3)], code._varname_from_oparg(oparg=1))
for bad in (-1, 3, 10**20, "x", 1.0):
    try:
        code._varname_from_oparg(bad)
    except Exception as error:
        print(type(error).__name__, error)
for call in (
    lambda: code._varname_from_oparg(),
    lambda: code._varname_from_oparg(1, 2),
    lambda: code._varname_from_oparg(foo=1),
):
    try:
        call()
    except TypeError as error:
        print(error)

print(copy.copy(code) is code, copy.deepcopy(code) is code)
try:
    code.__reduce_ex__(4)
except TypeError as error:
    print(error)
print(weakref.ref(code)() is code)
for make in (lambda: type("Sub", (type(code),), {}), lambda: object.__new__(type(code))):
    try:
        make()
    except TypeError as error:
        print(error)
try:
    type(code).co_lines(1)
except TypeError as error:
    print(error)
try:
    type(code).co_argcount.__get__(1)
except TypeError as error:
    print(error)
print(code.replace.__text_signature__, type(code).replace.__name__, type(code).__replace__.__name__)
print(code.__eq__.__name__, bool(code), callable(code))
