# No context is shown after `from None`; an exception without text.
try:
    1 / 0
except ZeroDivisionError:
    raise RuntimeError from None
