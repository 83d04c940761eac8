"""Strings split, joined, formatted and compared."""
import sys
import time


def strings(n):
    total = 0
    for i in range(n):
        text = f"{i}:{i + 1},tail"
        head, _, tail = text.partition(",")
        if tail == "tail":
            total += len("-".join(head.split(":")))
    return total


n = int(sys.argv[1])
start = time.perf_counter()
strings(n)
print(time.perf_counter() - start)
