# Cells: sharing, rebinding, emptiness, comparison.
import types
def counter():
    n = 0
    def up():
        nonlocal n
        n += 1
        return n
    def peek():
        return n
    return up, peek
up, peek = counter()
up(); up()
print(up(), peek(), up.__closure__[0] is peek.__closure__[0])
cell = up.__closure__[0]
print(type(cell).__name__, cell.cell_contents)
cell.cell_contents = 100
print(up(), peek())
del cell.cell_contents
try:
    cell.cell_contents
except ValueError as e:
    print("ValueError", e)
try:
    peek()
except NameError as e:
    print(type(e).__name__, e)
cell.cell_contents = 7
print(peek())

empty = types.CellType()
print(repr(empty).endswith(": empty>"), empty == types.CellType(), empty < types.CellType(1))
print(types.CellType(1) == types.CellType(1), types.CellType(1) < types.CellType(2), types.CellType(1) != types.CellType(2))
nan = float("nan")
c = types.CellType(nan)
print(c == c, types.CellType(1) == 1)
for bad in (lambda: types.CellType(1, 2), lambda: types.CellType(x=1), lambda: hash(empty), lambda: empty < 1,
            lambda: setattr(empty, "foo", 1)):
    try:
        print(bad())
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
del empty.cell_contents
print("deleting an empty cell is fine")
selfref = types.CellType()
selfref.cell_contents = selfref
print(" cell object at " in repr(selfref))
