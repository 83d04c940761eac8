"""Generators made, advanced once and dropped."""
import sys
import time


def two(x):
    yield x
    yield x


def churn(n):
    i = 0
    while i < n:
        next(two(i))
        i += 1


n = int(sys.argv[1])
start = time.perf_counter()
churn(n)
print(time.perf_counter() - start)
