"""A counting loop."""
import sys
import time


def count(n):
    i = 0
    while i < n:
        i += 1
    return i


n = int(sys.argv[1])
start = time.perf_counter()
count(n)
print(time.perf_counter() - start)
