"""Arithmetic on floats."""
import sys
import time


def floats(n):
    x = 0.5
    for i in range(n):
        x = x * 0.5 + 1.5
        if x > 10.0:
            x = x - 9.0
    return x


n = int(sys.argv[1])
start = time.perf_counter()
floats(n)
print(time.perf_counter() - start)
