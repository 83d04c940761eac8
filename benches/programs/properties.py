"""A property and a slot read."""
import sys
import time


class Box:
    __slots__ = ("held",)

    def __init__(self, held):
        self.held = held

    @property
    def value(self):
        return self.held


def properties(n):
    box = Box(1)
    i = 0
    while i < n:
        i += box.value
    return i


n = int(sys.argv[1])
start = time.perf_counter()
properties(n)
print(time.perf_counter() - start)
