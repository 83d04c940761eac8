from . import late
from .late import WHO as sibling_value
def up(): return "up sees " + late.WHO
