def add(a, b=1):
    return a + b


print(add(2), {1: 2}, add(-1, 2 ** 70), x := [i for i in (1, 2, 3)])
