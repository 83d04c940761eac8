# Uncaught exceptions with a context and with a cause.
class ConfigError(Exception): pass
def load(key):
    try:
        return {}[key]
    except KeyError as e:
        raise ConfigError("cannot load") from e
try:
    load("name")
except ConfigError:
    int("not a number")
