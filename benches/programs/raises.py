"""Exceptions raised in a callee and caught."""
import sys
import time


def fail(x):
    raise ValueError(x)


def raises(n):
    caught = 0
    for i in range(n):
        try:
            fail(i)
        except ValueError:
            caught += 1
    return caught


n = int(sys.argv[1])
start = time.perf_counter()
raises(n)
print(time.perf_counter() - start)
