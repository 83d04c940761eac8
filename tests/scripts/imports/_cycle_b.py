import _cycle_a
seen = hasattr(_cycle_a, "early")
