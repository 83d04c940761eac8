import _cycle_b
early = "early"
result = "a done, b saw " + str(_cycle_b.seen)
