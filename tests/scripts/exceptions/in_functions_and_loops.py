# Exceptions crossing calls, comprehensions, generators, class bodies, built-in callbacks.
def div(a, b): return a / b
def guarded(f, *a):
    try:
        return f(*a)
    except ArithmeticError as e:
        return f"{type(e).__name__}: {e}"
print(guarded(div, 1, 2), guarded(div, 1, 0))
def comp(xs): return [10 // x for x in xs]
def dcomp(xs): return {x: 10 // x for x in xs}
def gexp(xs): return list(10 // x for x in xs)
def mapped(xs): return list(map(lambda x: 10 // x, xs))
def sorted_key(xs): return sorted(xs, key=lambda x: 10 // x)
def summed(xs): return sum(10 // x for x in xs)
def joined(xs): return "".join(str(10 // x) for x in xs)
def maxed(xs): return max(xs, key=lambda x: 10 // x)
def filtered(xs): return list(filter(lambda x: 10 // x > 3, xs))
def anyd(xs): return any(10 // x > 100 for x in xs)
for f in (comp, dcomp, gexp, mapped, sorted_key, summed, joined, maxed, filtered, anyd):
    print(f.__name__, guarded(f, [1, 2, 5]), guarded(f, [1, 0, 5]))
def in_class():
    class C:
        x = 1 / 0
print(guarded(in_class))
x = "untouched"
def comp_restores():
    x = "local"
    try:
        [x for x in [1, 2, 3] if 1 / (x - 2)]
    except ZeroDivisionError:
        pass
    return x
print(comp_restores(), x)
def retry(n):
    tries = 0
    while True:
        tries += 1
        try:
            if tries < n: raise OSError(tries)
            return f"worked after {tries}"
        except OSError:
            continue
print(retry(4))
def deep(n):
    if n == 0: raise LookupError("bottom")
    try:
        deep(n - 1)
    finally:
        counts.append(n)
counts = []
try:
    deep(50)
except LookupError as e:
    print(e, len(counts), counts[:3], counts[-1])
def cleanup_order():
    order = []
    for i in range(2):
        try:
            try:
                order.append(("try", i))
                [][i]
            except IndexError:
                order.append(("except", i))
                raise KeyError from None
            finally:
                order.append(("finally", i))
        except KeyError:
            order.append(("outer", i))
    return order
print(cleanup_order())
