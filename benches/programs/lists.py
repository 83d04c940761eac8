"""Items of lists read and written by index, and appended."""
import sys
import time


def lists(n):
    data = [0] * 100
    out = []
    for i in range(n):
        k = i % 100
        data[k] = data[k] + i
        if len(out) < 1000:
            out.append(i)
    return data


n = int(sys.argv[1])
start = time.perf_counter()
lists(n)
print(time.perf_counter() - start)
