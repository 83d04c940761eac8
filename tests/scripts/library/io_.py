# Streams in memory.
import contextlib
import io


def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, "|", e)


s = io.StringIO("one\ntwo\r\nthree")
print(list(s), s.tell(), s.read(), s.closed)
print(s.seek(4), s.readline(), s.readline(2), s.read(3))
print(s.seek(0, 2), s.write("!\n"), repr(s.getvalue()))
print(s.seek(20), s.write("x"), repr(s.getvalue()))
print(s.truncate(3), s.getvalue(), s.tell())
show(lambda: s.write(b"x"))
show(lambda: s.seek(-1))
show(lambda: s.seek(1, 1))
show(lambda: s.seek(0, 9))
show(lambda: s.truncate(-1))
show(lambda: s.read("x"))
show(lambda: s.fileno())
show(lambda: s.detach())
s.close()
show(lambda: s.read())
show(lambda: s.getvalue())
show(lambda: next(s))

for newline in (None, "", "\n", "\r", "\r\n"):
    s = io.StringIO("a\nb\r\nc\rd", newline=newline)
    print(repr(newline), s.readlines(), repr(s.getvalue()), repr(s.newlines))
show(lambda: io.StringIO("", "x"))
show(lambda: io.StringIO(1))

b = io.BytesIO(b"one\ntwo\nthree")
print(b.readlines(), b.tell(), b.seek(-5, 2), b.read(2), b.read1())
print(b.seek(20), b.write(b"zz"), b.getvalue(), b.truncate(4), b.getvalue())
print(b.seek(0), b.write(bytearray(b"O")), b.getvalue())
target = bytearray(3)
print(b.seek(0), b.readinto(target), target)
b.writelines([b"x", b"y"])
print(b.getvalue())
show(lambda: b.write("x"))
show(lambda: b.seek(-1))
show(lambda: io.BytesIO("x"))
with b:
    pass
show(lambda: b.read())

out = io.StringIO()
with contextlib.redirect_stdout(out):
    print("redirected", 1, sep="-")
print("to file", file=out, end="")
print(repr(out.getvalue()))


class Source(io.RawIOBase):
    def __init__(self, data):
        self.data = data

    def readable(self):
        return True

    def readinto(self, target):
        count = min(len(target), len(self.data), 4)
        target[:count] = self.data[:count]
        self.data = self.data[count:]
        return count


source = Source(b"ab\ncdefgh\nij")
print(source.readline(), source.read(2), list(source), source.read(), source.closed)
with Source(b"abcdefghi") as source:
    print(source.readall())
print(source.closed)
show(lambda: source.readline())
show(lambda: source.__enter__())
show(lambda: Source(b"").seek(0))
show(lambda: Source(b"").fileno())


class Upper(io.StringIO):
    def write(self, text):
        return super().write(text.upper())


u = Upper()
print("loud", file=u)
u.writelines(["a", "b"])
print(repr(u.getvalue()), isinstance(u, io.TextIOBase), isinstance(u, io.IOBase))

d = io.IncrementalNewlineDecoder(None, True)
print(repr(d.decode("a\r")), repr(d.decode("\nb\rc")), d.newlines)
print(issubclass(io.UnsupportedOperation, OSError), issubclass(io.UnsupportedOperation, ValueError))
w = io.TextIOWrapper(io.BytesIO(b"x\r\ny\n"), encoding="utf-8")
print(w.readlines(), w.newlines, w.encoding, w.errors, w.line_buffering)
