"""Items of dicts read and written, by text and by number."""
import sys
import time


def dicts(n):
    counts = {}
    words = ["alpha", "beta", "gamma", "delta"]
    for i in range(n):
        word = words[i & 3]
        counts[word] = counts.get(word, 0) + 1
        counts[i & 63] = i
    return counts


n = int(sys.argv[1])
start = time.perf_counter()
dicts(n)
print(time.perf_counter() - start)
