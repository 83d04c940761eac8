# itertools.
import itertools as it
take = lambda n, x: list(it.islice(x, n))
print(take(3, it.count(5)), take(4, it.count(1, 0.5)), take(5, it.cycle("ab")), list(it.repeat(7, 3)), list(it.accumulate([1, 2, 3, 4])), list(it.accumulate([3, 1, 2], max)), list(it.accumulate([1, 2], initial=10)))
print(list(it.chain("ab", [1])), list(it.chain.from_iterable([[1], (2, 3)])), list(it.compress("abcd", [1, 0, 1, 0])), list(it.dropwhile(lambda x: x < 3, [1, 3, 2])), list(it.takewhile(lambda x: x < 3, [1, 3, 2])), list(it.filterfalse(lambda x: x % 2, range(5))))
print(list(it.islice(range(10), 2, 8, 3)), list(it.islice("abc", None)), list(it.starmap(pow, [(2, 3), (3, 2)])), list(it.zip_longest("ab", [1], fillvalue="-")), list(it.pairwise([1, 2, 3])), list(it.batched("abcde", 2)))
print(list(it.product([1, 2], "ab")), list(it.product([0, 1], repeat=2)), list(it.permutations([1, 2, 3], 2)), list(it.combinations("abc", 2)), list(it.combinations_with_replacement("ab", 2)), len(list(it.permutations(range(5)))))
a, b = it.tee(iter([1, 2, 3])); print(next(a), list(b), list(a))
for k, g in it.groupby("aabbbc"): print(k, list(g), end=" ")
print([(k, list(g)) for k, g in it.groupby([1, 3, 2, 4, 5], key=lambda x: x % 2)])
def primes():
    s = it.count(2)
    while True:
        p = next(s)
        yield p
        s = filter(lambda x, p=p: x % p, s)
print(take(8, primes()), sum(it.islice(it.count(), 1000)), list(it.batched("abcd", 2, strict=True)))
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for f in (lambda: it.islice([1], -1), lambda: list(it.batched("abc", 2, strict=True)), lambda: it.batched("a", 0), lambda: it.combinations("a", -1), lambda: it.repeat(), lambda: it.chain(5).__next__(), lambda: it.count("a"), lambda: list(it.accumulate([1, "a"])), lambda: it.zip_longest("a", foo=1), lambda: it.permutations("a", "b"), lambda: repr(it.count(3)), lambda: repr(it.repeat(1, 2))): show(f)
