# An uncaught exception group with notes and nesting.
def fail(e):
    raise e
errors = []
for e in (ValueError("one"), TypeError("two")):
    try: fail(e)
    except Exception as x: errors.append(x)
errors[0].add_note("a note\nof two lines")
raise ExceptionGroup("several", [*errors, ExceptionGroup("inner", [KeyError("k")])])
