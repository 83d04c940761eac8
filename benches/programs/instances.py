"""Instances made with an `__init__` and dropped."""
import sys
import time


class Pair:
    def __init__(self, first, second):
        self.first = first
        self.second = second


def instances(n):
    for i in range(n):
        Pair(i, i)


n = int(sys.argv[1])
start = time.perf_counter()
instances(n)
print(time.perf_counter() - start)
