"""A module beside the program."""
print("loading", __name__)
loaded = True
VALUE = 42
total = 0
__all__ = ["public", "VALUE"]
def double(x): return x * 2
def public(): return "public " + hidden()
def hidden(): return "hidden"
def counter():
    global total
    total += 1
    return total
_private = 1
