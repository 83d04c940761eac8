"""List comprehensions with a condition."""
import sys
import time


def comprehension(n):
    for _ in range(n // 100):
        [x * x for x in range(100) if x & 1]


n = int(sys.argv[1])
start = time.perf_counter()
comprehension(n)
print(time.perf_counter() - start)
