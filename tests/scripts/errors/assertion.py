# A failing assert.
def check(v):
    assert v > 0, "v must be positive"
check(1)
check(-1)
