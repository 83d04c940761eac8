"""Calls of a function with one positional argument."""
import sys
import time


def successor(x):
    return x + 1


def calls(n):
    i = 0
    while i < n:
        i = successor(i)
    return i


n = int(sys.argv[1])
start = time.perf_counter()
calls(n)
print(time.perf_counter() - start)
