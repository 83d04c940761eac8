# Annotations as text, by the future statement.
from __future__ import annotations
x: int = 1
y: undefined_name
z: "quoted"
print(__annotations__)
def f(a: int, b: list[undefined] = None, *c: x + 1, d: lambda v: v = 0) -> {"k": 1}: return a
print(f.__annotations__, f(5))
class C:
    attr: Missing.thing
    other: int | None = None
    if True:
        inner: "str"
print(C.__annotations__, C.other)
def local():
    v: nope = 1
    return v
print(local(), __annotations__["y"])
__annotations__["added"] = 1
w: bytes
print(list(__annotations__))
