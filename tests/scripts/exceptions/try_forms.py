# try, except, else, finally: every path.
def f(kind):
    out = []
    try:
        out.append("try")
        if kind == "raise": raise ValueError("v")
        if kind == "key": {}["k"]
        if kind == "return": return out
    except ValueError as e:
        out.append(f"except {e}")
    except (KeyError, IndexError) as e:
        out.append(f"tuple {e!r}")
    else:
        out.append("else")
    finally:
        out.append("finally")
    out.append("end")
    return out
for k in ("none", "raise", "key", "return"):
    print(f(k))
def override():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: break
            print("body", i)
        finally:
            print("finally", i)
    else:
        print("no break")
    return i
print(override())
def nested():
    try:
        try:
            raise KeyError("inner")
        finally:
            print("inner finally")
    except KeyError as e:
        print("outer caught", e)
        try:
            raise
        except KeyError as again:
            print("again", again is e)
    try:
        try:
            1 / 0
        except TypeError:
            print("never")
    except ZeroDivisionError as e:
        print(e)
nested()
def while_finally():
    n = 0
    while True:
        try:
            n += 1
            if n > 3: return n
            continue
        finally:
            n += 1
print(while_finally())
def return_in_loop():
    for a in range(3):
        for b in range(3):
            try:
                if a == b == 1: return a, b
            finally:
                print(a, b, end="; ")
print(return_in_loop())
def raise_in_finally():
    try:
        raise ValueError("first")
    finally:
        raise KeyError("second")
try:
    raise_in_finally()
except KeyError as e:
    print(repr(e), repr(e.__context__))
