"""Methods that call the one they override."""
import sys
import time


class Base:
    def get(self, x):
        return x


class Derived(Base):
    def get(self, x):
        return super().get(x) + 1


def supers(n):
    derived = Derived()
    i = 0
    while i < n:
        i = derived.get(i)
    return i


n = int(sys.argv[1])
start = time.perf_counter()
supers(n)
print(time.perf_counter() - start)
