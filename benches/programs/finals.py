"""try/finally that nothing is raised in."""
import sys
import time


def finals(n):
    i = 0
    while i < n:
        try:
            i += 1
        finally:
            i += 1
    return i


n = int(sys.argv[1])
start = time.perf_counter()
finals(n)
print(time.perf_counter() - start)
