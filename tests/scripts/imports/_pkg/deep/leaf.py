from .. import NAME as climb
from ..late import WHO
from . import __name__ as parent
path = (__name__, parent, WHO)
