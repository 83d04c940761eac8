"""Attributes of an instance read and written."""
import sys
import time


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


def attributes(n):
    point = Point(0, 1)
    while point.x < n:
        point.x = point.x + point.y
    return point.x


n = int(sys.argv[1])
start = time.perf_counter()
attributes(n)
print(time.perf_counter() - start)
