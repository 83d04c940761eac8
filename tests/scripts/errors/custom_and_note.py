# An uncaught exception of our own with a note, raised in a method of a class in a function.
def make():
    class Broken(Exception):
        def __str__(self): return "broken: " + ", ".join(map(str, self.args))
    class Machine:
        def run(self):
            e = Broken(1, 2)
            e.add_note("check the machine")
            raise e
    return Machine()
make().run()
