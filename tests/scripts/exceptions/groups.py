# Exception groups: construction, split, subgroup, derive, nesting, errors.
eg = ExceptionGroup("top", [ValueError(1), TypeError(2), ExceptionGroup("inner", [ValueError(3), KeyError(4)])])
print(eg, repr(eg), eg.message, eg.exceptions)
m, rest = eg.split(ValueError)
print(repr(m), repr(rest))
print(repr(eg.subgroup((KeyError, TypeError))), eg.subgroup(OSError), eg.split(OSError)[0])
print(repr(eg.subgroup(lambda e: e.args[0] == 3 if not isinstance(e, BaseExceptionGroup) else False)))
print(type(BaseExceptionGroup("b", [ValueError()])).__name__, type(BaseExceptionGroup("b", [KeyboardInterrupt()])).__name__)
class MyGroup(ExceptionGroup):
    def derive(self, excs): return MyGroup("derived " + self.message, excs)
g = MyGroup("mine", [ValueError(1), TypeError(2)])
print(repr(g.subgroup(ValueError)), repr(g.split(TypeError)[1]))
for args in (("x", []), ("x", 5), (5, [ValueError()]), ("x", [5]), ("x", [ValueError]), ("x",), ("x", [KeyboardInterrupt()])):
    try:
        print(ExceptionGroup(*args))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
print(isinstance(eg, Exception), issubclass(ExceptionGroup, BaseExceptionGroup))
e = ExceptionGroup("notes", [ValueError("a")])
e.add_note("a note")
sub = e.subgroup(ValueError)
print(sub.__notes__, sub is e, e.split(ValueError)[0].__notes__)
print(str(ExceptionGroup("m", [ValueError(), ValueError()])), eg.derive([KeyError()]))
try:
    eg.exceptions = ()
except AttributeError as err:
    print(err)
try:
    eg.split(5)
except TypeError as err:
    print(err)
