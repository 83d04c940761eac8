"""Calls of a method that reads an attribute."""
import sys
import time


class Adder:
    def __init__(self, step):
        self.step = step

    def add(self, x):
        return x + self.step


def methods(n):
    adder = Adder(1)
    i = 0
    while i < n:
        i = adder.add(i)
    return i


n = int(sys.argv[1])
start = time.perf_counter()
methods(n)
print(time.perf_counter() - start)
