# warnings.
import warnings
def f(): warnings.warn("from f", stacklevel=2)
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    warnings.warn("plain")
    warnings.warn("deprecated", DeprecationWarning)
    warnings.warn(RuntimeWarning("instance"))
    f()
for x in w: print(x.category.__name__, x.message, x.lineno)
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try: warnings.warn("raised", FutureWarning)
    except FutureWarning as e: print("error", e)
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("ignore")
    warnings.warn("gone")
    warnings.filterwarnings("always", message="keep.*")
    warnings.warn("keep this"); warnings.warn("drop this")
    print([str(x.message) for x in w])
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("once")
    for _ in range(3): warnings.warn("one time")
    print(len(w))
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("default")
    for _ in range(3): warnings.warn("per line")
    warnings.warn("per line")
    print(len(w))
@warnings.deprecated("use g instead")
def old(): return "old result"
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    print(old(), w[0].category.__name__, w[0].message, old.__deprecated__)
for bad in (lambda: warnings.warn("x", int), lambda: warnings.warn(), lambda: warnings.simplefilter("nope")):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
print(warnings.formatwarning("msg", UserWarning, "file.py", 3, "the line"), end="")
