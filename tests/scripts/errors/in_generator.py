# An uncaught exception that leaves a generator, a comprehension and a lambda.
def gen():
    yield 1
    yield from inner()
def inner():
    yield (lambda v: v["missing"])({})
print([x for x in gen()])
