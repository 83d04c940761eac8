# The built-in exception classes: bases, arguments, attributes, text.
names = """BaseException Exception ArithmeticError AssertionError AttributeError BlockingIOError BrokenPipeError BufferError
BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError
DeprecationWarning EOFError EncodingWarning FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit
ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError
MemoryError ModuleNotFoundError NameError NotADirectoryError NotImplementedError OSError OverflowError
PendingDeprecationWarning PermissionError ProcessLookupError PythonFinalizationError RecursionError ReferenceError
ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit
TabError TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError
UnicodeWarning UserWarning ValueError Warning ZeroDivisionError BaseExceptionGroup ExceptionGroup""".split()
import builtins
for n in names:
    k = getattr(builtins, n)
    print(n, [b.__name__ for b in k.__mro__[1:-1]])
print(IOError is OSError, EnvironmentError is OSError)
for e in (ValueError(), ValueError("a"), ValueError("a", 1), KeyError("k"), KeyError(), KeyError(1, 2), IndexError("i"), StopIteration(3), SystemExit(4),
          OSError(9999, "Odd number"), OSError(9999, "Odd number", "name"), OSError("just text"), ImportError("m", name="n", path="p"),
          NameError("n", name="nm"), AttributeError("a", name="at", obj=1), SyntaxError("bad", ("f", 1, 2, "text", 1, 4)), UnicodeDecodeError("utf8", b"\xff", 0, 1, "why")):
    print(repr(e), "|", e, "|", e.args)
print(StopIteration(3).value, StopIteration().value, SystemExit(4).code, SystemExit(1, 2).code)
o = OSError(9999, "Odd number", "name")
print(type(o).__name__, o.errno, o.strerror, o.filename, FileNotFoundError(9999, "x").errno)
i = ImportError("m", name="n", path="p")
print(i.name, i.path, i.msg)
class Mine(ValueError):
    def __init__(self, code, *rest):
        super().__init__(*rest)
        self.code = code
    def __str__(self): return f"code {self.code}"
try:
    raise Mine(5, "a", "b")
except ValueError as e:
    print(e, e.args, repr(e), e.code)
