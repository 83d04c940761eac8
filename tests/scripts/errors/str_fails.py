# The text of the exception cannot be made.
class Bad(Exception):
    def __str__(self): raise ValueError("no text")
raise Bad("x")
