"""Closures that refer to themselves: a cycle of function and cell each."""
import sys
import time


def knot():
    def me():
        return me


def cycles(n):
    i = 0
    while i < n:
        knot()
        i += 1


n = int(sys.argv[1])
start = time.perf_counter()
cycles(n)
print(time.perf_counter() - start)
