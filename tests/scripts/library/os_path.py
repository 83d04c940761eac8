# Paths and folders.
import fnmatch
import os
import os.path
import pathlib

base = f"/tmp/pyarena_os_path_{os.getpid()}"
os.mkdir(base)
print(os.path.isdir(base), os.path.isfile(base), os.path.exists(base + "/x"))
for name in ("b.txt", "a.txt", "c.py"):
    with open(os.path.join(base, name), "w") as f:
        f.write(name)
print(sorted(os.listdir(base)), os.path.getsize(base + "/a.txt"))
os.rename(base + "/a.txt", base + "/d.txt")
os.replace(base + "/d.txt", base + "/b.txt")
print(sorted(os.listdir(base)), open(base + "/b.txt").read())
print(fnmatch.filter(["a.txt", "b.py"], "*.txt"))
print(os.path.split("/a/b.c"), os.path.splitext("x.tar.gz"), os.path.basename("/a/b"), os.path.dirname("/a/b"))
print(os.path.normpath("/a/./b/../c"), os.path.join("a", "/b", "c"), os.path.relpath("/a/b", "/a/c"))
print(os.path.commonpath(["/a/b", "/a/c"]), os.path.isabs("x"), os.path.abspath("/x/../y"))
p = pathlib.PurePosixPath("/a/b/c.txt")
print(p.name, p.stem, p.suffix, p.parent, p.parts, p.with_suffix(".py"), p / "d")
try:
    os.rmdir(base)
except OSError as e:
    print(e.strerror, e.filename == base)
try:
    os.stat(base + "/nope")
except OSError as e:
    print(type(e).__name__, e.strerror, e.filename == base + "/nope")
for name in os.listdir(base):
    os.unlink(os.path.join(base, name))
os.rmdir(base)
print(os.path.exists(base))
os.environ["PYARENA_X"] = "1"
print(os.environ["PYARENA_X"], os.environ.get("PYARENA_NOPE"), os.getenv("PYARENA_X"))
