# An uncaught exception through several frames.
def first(x):
    return second(x) + 1
def second(x):
    for i in range(3):
        third(x - i)
def third(x):
    return 10 / x
print("before")
first(2)
print("never")
