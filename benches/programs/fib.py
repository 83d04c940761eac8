"""Recursion: Fibonacci numbers; N is the number of calls, roughly."""
import sys
import time


def recurse(x):
    return x if x < 2 else recurse(x - 1) + recurse(x - 2)


def fib(n):
    for _ in range(n // 1973):
        recurse(15)


n = int(sys.argv[1])
start = time.perf_counter()
fib(n)
print(time.perf_counter() - start)
