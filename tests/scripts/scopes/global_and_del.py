# global declarations, deletion, module namespace.
x = 1
def read():
    return x
def write(v):
    global x
    x = v
def create():
    global made
    made = "made in a function"
def delete():
    global made
    del made
write(5)
print(read(), x)
create()
print(made, "made" in globals())
delete()
print("made" in globals())
try:
    made
except NameError as e:
    print(type(e).__name__, e)
def nested():
    x = "local"
    def inner():
        global x
        x = "global from inner"
        return x
    return inner(), x
print(nested(), x)
globals()["dynamic"] = 3
print(dynamic)
class C:
    global from_class
    from_class = 9
print(from_class, hasattr(C, "from_class"))
def shadow_builtin():
    len = lambda v: "my len"
    return len([])
print(shadow_builtin(), len([1]))
len = lambda v: "global len"
print(len([]))
del len
print(len([]))
def many():
    global a, b
    (a, b), c = (1, 2), 3
    return c
print(many(), a, b)
for glob in range(2):
    pass
print(glob, read.__globals__ is globals())
with_name = [y for y in "ab"]
print(x, with_name)
