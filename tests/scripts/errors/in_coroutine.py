# An uncaught exception inside awaits.
async def low():
    raise LookupError("low level")
async def high():
    try:
        await low()
    finally:
        print("cleanup")
high().send(None)
