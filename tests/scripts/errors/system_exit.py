# SystemExit with a number, after output; finally blocks run.
import sys
try:
    print("leaving")
    sys.exit(42)
finally:
    print("finally")
