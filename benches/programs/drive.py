"""A for loop over a generator."""
import sys
import time


def numbers(n):
    i = 0
    while i < n:
        yield i
        i += 1


def drive(n):
    for _ in numbers(n):
        pass


n = int(sys.argv[1])
start = time.perf_counter()
drive(n)
print(time.perf_counter() - start)
