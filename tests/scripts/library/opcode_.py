# The module opcode and what it takes from the native _opcode.
import opcode, _opcode
print(len(opcode.opmap), opcode.HAVE_ARGUMENT, opcode.EXTENDED_ARG, opcode.cmp_op)
for name in ("hasarg", "hasconst", "hasname", "hasjump", "hasfree", "haslocal", "hasexc", "hascompare"):
    print(name, sorted(getattr(opcode, name)))
print(opcode._nb_ops, opcode._intrinsic_1_descs, opcode._intrinsic_2_descs, opcode._special_method_names)
print([_opcode.is_valid(n) for n in (0, 3, 121, 128, 255, 256, 266, 267, 300, -1)])
for name, number in sorted(opcode.opmap.items()):
    effects = []
    for arg in (0, 1, 3):
        try:
            effects.append(opcode.stack_effect(number, arg))
        except ValueError as error:
            effects.append(str(error))
    print(name, effects)
for args in ((999,), ("x",), (90, None), (1, 5)):
    try:
        print(opcode.stack_effect(*args))
    except Exception as error:
        print(type(error).__name__, error)
try:
    opcode.stack_effect(70, 1, jump="x")
except ValueError as error:
    print(error)
