# Recursion: direct, mutual, through a lambda, through builtins, and past the limit.
def fact(n):
    return 1 if n < 2 else n * fact(n - 1)
def even(n):
    return True if n == 0 else odd(n - 1)
def odd(n):
    return False if n == 0 else even(n - 1)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))
def hanoi(n, a, b, c):
    return [] if n == 0 else hanoi(n - 1, a, c, b) + [(a, c)] + hanoi(n - 1, b, a, c)
print(fact(25), even(100), odd(77), fib(15), ackermann(2, 3))
print(hanoi(3, "a", "b", "c"))
Y = lambda f: (lambda x: x(x))(lambda y: f(lambda *a: y(y)(*a)))
print(Y(lambda self: lambda n: 1 if n == 0 else n * self(n - 1))(6))
def flatten(x):
    return [y for item in x for y in (flatten(item) if isinstance(item, list) else [item])]
print(flatten([1, [2, [3, [4, []]], 5]]))
def total(x):
    return sum(map(total, x)) if isinstance(x, list) else x
print(total([1, [2, [3, 4]], [[5]]]))
def endless(n):
    return endless(n + 1)
try:
    endless(0)
except RecursionError as e:
    print(type(e).__name__, str(e).startswith("maximum recursion depth exceeded"))
def endless_method():
    class C:
        def __getattr__(self, name):
            return getattr(self, name + "x"[:0])
    C().x
try:
    endless_method()
except RecursionError as e:
    print(type(e).__name__)
print(fact(5))
