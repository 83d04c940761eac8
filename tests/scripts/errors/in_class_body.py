# An uncaught exception while a class body runs, inside exec.
code = """
class C:
    x = 1
    y = undefined_thing_zz
"""
exec(compile(code, "<generated>", "exec"))
