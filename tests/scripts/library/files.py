# Files of the system.
import io
import os


def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, "|", e)


path = "/tmp/pyarena_files_test.txt"
with open(path, "w") as f:
    print(f, f.name, f.mode, f.encoding, f.closed, f.writable(), f.readable())
    print(f.write("one\ntwo é\n"), f.tell())
    f.writelines(["three", "\n"])
    print("printed", file=f)
    show(lambda: f.read())
    show(lambda: f.write(b"x"))
print(f.closed)
show(lambda: f.write("x"))

with open(path) as f:
    print(f.readline(), f.read(2), f.tell(), f.readlines(), repr(f.read()))
    print(f.seek(0), [line.rstrip() for line in f])
    show(lambda: f.write("x"))
    show(lambda: f.seek(1, 1))
    show(lambda: f.seek(-1))
for line in open(path):
    print(repr(line))
with open(path, "rb") as f:
    print(f, f.raw, f.read(3), f.peek(1)[:1], f.readline(), f.tell(), f.readlines())
    show(lambda: f.write(b"x"))
with open(path, "a") as f:
    print(f.write("more"), f.mode)
with open(path, "r+b") as f:
    print(f.read(3), f.seek(0), f.write(b"ONE"), f.seek(0), f.readline())
    print(f.truncate(6), f.seek(0), f.read())
with open(path, "w+") as f:
    f.write("hello")
    f.seek(0)
    print(f.read(), f.seek(1), f.read(2))
with open(path, "wb", buffering=0) as f:
    print(f.write(b"\xff\xfe\n"), f.tell(), f.mode)
    show(lambda: f.write("x"))
show(lambda: open(path).read())
for encoding, errors in (("latin-1", None), ("ascii", "replace"), ("utf-8", "surrogateescape"), ("utf-8", "ignore")):
    with open(path, encoding=encoding, errors=errors) as f:
        print(ascii(f.read()), f.encoding, f.errors)
with open(path, "w", newline="\r\n") as f:
    f.write("a\nb\n")
print(open(path, "rb").read(), open(path).readlines())
print(open(path, newline="").readlines(), open(path, newline="\r").readlines())
with open(path, "w", encoding="utf-16") as f:
    f.write("ab\n")
    f.write("c")
print(open(path, "rb").read(), open(path, encoding="utf-16").read())
for args in (
    ("z",), ("rw",), ("rbt",), ("",), ("rr",), ("rb", -1, "utf-8"), ("rb", -1, None, "strict"),
    ("rb", -1, None, None, "\n"), ("r", 0), ("r", -1, 1), ("r", -1, "nope"), ("r", -1, None, None, "x"), (1,),
):
    show(lambda: open(path, *args))
show(lambda: open(1.5))
show(lambda: open("a\0b"))
for args in (("/nope/x",), (path, "x"), ("/tmp",)):
    try:
        open(*args)
    except OSError as e:
        print(type(e).__name__, e.strerror, e.filename)
os.remove(path)
print(os.path.exists(path))
