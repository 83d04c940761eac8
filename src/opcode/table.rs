//! The table of the instruction set of CPython 3.14 (magic number 3627): everything that the
//! crate knows about an opcode is one row here. Mirrors `Python/bytecodes.c` and the metadata
//! that CPython generates from it; pseudo opcodes, which never leave the compiler, are absent.
//!
//! The table is a list macro: `with_opcodes!(m)` expands to `m! { base: ..., variants: ... }`.
//!
//! Base rows: number, variant, name, inline cache units, operand kind, flow,
//! `[n: pops => pushes]` with `n` the oparg, documentation. The pops count every item that
//! must be there, also those that are put back unchanged, so they tell the depth that an
//! instruction needs. Stack algebra in the documentation has the top of the stack on the right.
//!
//! Variant rows (specialised and instrumented forms, which never appear in a file): number,
//! variant, name, and the base whose facts they share.

macro_rules! with_opcodes {
    ($then:ident) => {
        $then! {
        base:
            0 Cache CACHE 0 None Next [_n: 0 => 0]
                "( -- ) inline cache unit, never run";
            1 BinarySlice BINARY_SLICE 0 None Next [_n: 3 => 1]
                "( container, start, stop -- container[start:stop] )";
            2 BuildTemplate BUILD_TEMPLATE 0 None Next [_n: 2 => 1]
                "( strings, interpolations -- template )";
            4 CallFunctionEx CALL_FUNCTION_EX 0 None Next [_n: 4 => 1]
                "( callable, self-or-null, args, kwargs-or-null -- result )";
            5 CheckEgMatch CHECK_EG_MATCH 0 None Next [_n: 2 => 2]
                "( group, type -- rest-or-none, match-or-none )";
            6 CheckExcMatch CHECK_EXC_MATCH 0 None Next [_n: 2 => 2]
                "( exc, type -- exc, matches? )";
            7 CleanupThrow CLEANUP_THROW 0 None Next [_n: 3 => 2]
                "( receiver, sent, exc -- none, value ) when exc is StopIteration, else raises exc again";
            8 DeleteSubscr DELETE_SUBSCR 0 None Next [_n: 2 => 0]
                "( container, key -- ) deletes container[key]";
            9 EndFor END_FOR 0 None Next [_n: 1 => 0]
                "( value -- ) closes a loop; an exhausted FOR_ITER skips it";
            10 EndSend END_SEND 0 None Next [_n: 2 => 1]
                "( receiver, value -- value ) closes a delegation";
            11 ExitInitCheck EXIT_INIT_CHECK 0 None Next [_n: 1 => 0]
                "( result -- ) raises TypeError unless __init__ gave None";
            12 FormatSimple FORMAT_SIMPLE 0 None Next [_n: 1 => 1]
                "( value -- str ) format(value) without a specification";
            13 FormatWithSpec FORMAT_WITH_SPEC 0 None Next [_n: 2 => 1]
                "( value, spec -- str ) format(value, spec)";
            14 GetAiter GET_AITER 0 None Next [_n: 1 => 1]
                "( iterable -- async-iterator )";
            15 GetAnext GET_ANEXT 0 None Next [_n: 1 => 2]
                "( async-iterator -- async-iterator, awaitable )";
            16 GetIter GET_ITER 0 None Next [_n: 1 => 1]
                "( iterable -- iterator )";
            17 Reserved RESERVED 0 None Next [_n: 0 => 0]
                "( -- ) never emitted";
            18 GetLen GET_LEN 0 None Next [_n: 1 => 2]
                "( object -- object, len )";
            19 GetYieldFromIter GET_YIELD_FROM_ITER 0 None Next [_n: 1 => 1]
                "( iterable -- iterator-or-coroutine )";
            20 InterpreterExit INTERPRETER_EXIT 0 None Exit [_n: 1 => 0]
                "( value -- ) leaves the eval loop with value";
            21 LoadBuildClass LOAD_BUILD_CLASS 0 None Next [_n: 0 => 1]
                "( -- __build_class__ )";
            22 LoadLocals LOAD_LOCALS 0 None Next [_n: 0 => 1]
                "( -- locals ) the namespace of a class or module body";
            23 MakeFunction MAKE_FUNCTION 0 None Next [_n: 1 => 1]
                "( code -- function )";
            24 MatchKeys MATCH_KEYS 0 None Next [_n: 2 => 3]
                "( subject, keys -- subject, keys, values-or-none )";
            25 MatchMapping MATCH_MAPPING 0 None Next [_n: 1 => 2]
                "( subject -- subject, mapping? )";
            26 MatchSequence MATCH_SEQUENCE 0 None Next [_n: 1 => 2]
                "( subject -- subject, sequence? )";
            27 Nop NOP 0 None Next [_n: 0 => 0]
                "( -- )";
            28 NotTaken NOT_TAKEN 0 None Next [_n: 0 => 0]
                "( -- ) marks the fall-through side of a branch for monitoring";
            29 PopExcept POP_EXCEPT 0 None Next [_n: 1 => 0]
                "( previous-exc -- ) restores the handled exception";
            30 PopIter POP_ITER 0 None Next [_n: 1 => 0]
                "( iterator -- )";
            31 PopTop POP_TOP 0 None Next [_n: 1 => 0]
                "( value -- )";
            32 PushExcInfo PUSH_EXC_INFO 0 None Next [_n: 1 => 2]
                "( exc -- previous-exc, exc ) makes exc the handled exception";
            33 PushNull PUSH_NULL 0 None Next [_n: 0 => 1]
                "( -- null )";
            34 ReturnGenerator RETURN_GENERATOR 0 None Next [_n: 0 => 1]
                "( -- generator ) gives the caller a generator over this frame; pushed anew on the first resume";
            35 ReturnValue RETURN_VALUE 0 None Exit [_n: 1 => 1]
                "( value -- value ) leaves the frame; the caller's stack receives the value";
            36 SetupAnnotations SETUP_ANNOTATIONS 0 None Next [_n: 0 => 0]
                "( -- ) makes __annotations__ in the namespace if it is missing";
            37 StoreSlice STORE_SLICE 0 None Next [_n: 4 => 0]
                "( value, container, start, stop -- ) container[start:stop] = value";
            38 StoreSubscr STORE_SUBSCR 1 None Next [_n: 3 => 0]
                "( value, container, key -- ) container[key] = value";
            39 ToBool TO_BOOL 3 None Next [_n: 1 => 1]
                "( value -- bool )";
            40 UnaryInvert UNARY_INVERT 0 None Next [_n: 1 => 1]
                "( value -- ~value )";
            41 UnaryNegative UNARY_NEGATIVE 0 None Next [_n: 1 => 1]
                "( value -- -value )";
            42 UnaryNot UNARY_NOT 0 None Next [_n: 1 => 1]
                "( bool -- not bool )";
            43 WithExceptStart WITH_EXCEPT_START 0 None Next [_n: 5 => 6]
                "( exit, self-or-null, lasti, previous-exc, exc -- exit, self-or-null, lasti, previous-exc, exc, result ) calls exit with exc";
            44 BinaryOp BINARY_OP 5 BinaryOp Next [_n: 2 => 1]
                "( left, right -- left op right )";
            45 BuildInterpolation BUILD_INTERPOLATION 0 Raw Next [n: 2 + (n & 1) => 1]
                "( value, text, spec if oparg & 1 -- interpolation ) conversion in oparg >> 2";
            46 BuildList BUILD_LIST 0 Count Next [n: n => 1]
                "( oparg items -- list )";
            47 BuildMap BUILD_MAP 0 Count Next [n: 2 * n => 1]
                "( oparg keys and values -- dict )";
            48 BuildSet BUILD_SET 0 Count Next [n: n => 1]
                "( oparg items -- set )";
            49 BuildSlice BUILD_SLICE 0 Count Next [n: n => 1]
                "( start, stop, step if oparg = 3 -- slice )";
            50 BuildString BUILD_STRING 0 Count Next [n: n => 1]
                "( oparg strings -- str ) joins them";
            51 BuildTuple BUILD_TUPLE 0 Count Next [n: n => 1]
                "( oparg items -- tuple )";
            52 Call CALL 3 Count Next [n: 2 + n => 1]
                "( callable, self-or-null, oparg args -- result )";
            53 CallIntrinsic1 CALL_INTRINSIC_1 0 Intrinsic1 Next [_n: 1 => 1]
                "( value -- result )";
            54 CallIntrinsic2 CALL_INTRINSIC_2 0 Intrinsic2 Next [_n: 2 => 1]
                "( first, second -- result )";
            55 CallKw CALL_KW 3 Count Next [n: 3 + n => 1]
                "( callable, self-or-null, oparg args, kwnames -- result )";
            56 CompareOp COMPARE_OP 1 Compare Next [_n: 2 => 1]
                "( left, right -- result )";
            57 ContainsOp CONTAINS_OP 1 Invert Next [_n: 2 => 1]
                "( item, container -- bool ) oparg 1 is `not in`";
            58 ConvertValue CONVERT_VALUE 0 Convert Next [_n: 1 => 1]
                "( value -- str ) str, repr or ascii";
            59 Copy COPY 0 Depth Next [n: n => n + 1]
                "( item, oparg - 1 others -- item, oparg - 1 others, item )";
            60 CopyFreeVars COPY_FREE_VARS 0 Count Next [_n: 0 => 0]
                "( -- ) copies the closure's oparg cells to the free slots";
            61 DeleteAttr DELETE_ATTR 0 Name Next [_n: 1 => 0]
                "( owner -- ) deletes owner.name";
            62 DeleteDeref DELETE_DEREF 0 Deref Next [_n: 0 => 0]
                "( -- ) empties the cell; it must hold a value";
            63 DeleteFast DELETE_FAST 0 Local Next [_n: 0 => 0]
                "( -- ) unbinds the local; it must be bound";
            64 DeleteGlobal DELETE_GLOBAL 0 Name Next [_n: 0 => 0]
                "( -- ) deletes the global";
            65 DeleteName DELETE_NAME 0 Name Next [_n: 0 => 0]
                "( -- ) deletes the name from the namespace";
            66 DictMerge DICT_MERGE 0 Depth Next [n: n + 4 => n + 3]
                "( callable, self-or-null, args, dict, oparg - 1 others, mapping -- all but mapping ) refuses repeated keys";
            67 DictUpdate DICT_UPDATE 0 Depth Next [n: n + 1 => n]
                "( dict, oparg - 1 others, mapping -- dict, oparg - 1 others )";
            68 EndAsyncFor END_ASYNC_FOR 0 JumpBackward Next [_n: 2 => 0]
                "( awaitable, exc -- ) swallows StopAsyncIteration, raises anything else again; oparg only says where the END_SEND is";
            69 ExtendedArg EXTENDED_ARG 0 Raw Next [_n: 0 => 0]
                "( -- ) oparg becomes the higher bits of the next instruction's";
            70 ForIter FOR_ITER 1 JumpForward Branch [_n: 1 => 2]
                "( iterator -- iterator, next ) when exhausted it jumps past the END_FOR at its target, with only the iterator on the stack";
            71 GetAwaitable GET_AWAITABLE 0 Raw Next [_n: 1 => 1]
                "( awaitable -- iterator ) oparg 1, 2: of __aenter__, __aexit__";
            72 ImportFrom IMPORT_FROM 0 Name Next [_n: 1 => 2]
                "( module -- module, attribute )";
            73 ImportName IMPORT_NAME 0 Name Next [_n: 2 => 1]
                "( level, fromlist -- module )";
            74 IsOp IS_OP 0 Invert Next [_n: 2 => 1]
                "( left, right -- bool ) oparg 1 is `is not`";
            75 JumpBackward JUMP_BACKWARD 1 JumpBackward Jump [_n: 0 => 0]
                "( -- ) back edge, checks for interruption";
            76 JumpBackwardNoInterrupt JUMP_BACKWARD_NO_INTERRUPT 0 JumpBackward Jump [_n: 0 => 0]
                "( -- ) back edge of a delegation, without the check";
            77 JumpForward JUMP_FORWARD 0 JumpForward Jump [_n: 0 => 0]
                "( -- )";
            78 ListAppend LIST_APPEND 0 Depth Next [n: n + 1 => n]
                "( list, oparg - 1 others, value -- list, oparg - 1 others )";
            79 ListExtend LIST_EXTEND 0 Depth Next [n: n + 1 => n]
                "( list, oparg - 1 others, iterable -- list, oparg - 1 others )";
            80 LoadAttr LOAD_ATTR 9 NameAttr Next [n: 1 => 1 + (n & 1)]
                "( owner -- attribute ) or, with oparg & 1, ( owner -- method, self ) or ( owner -- attribute, null )";
            81 LoadCommonConstant LOAD_COMMON_CONSTANT 0 CommonConstant Next [_n: 0 => 1]
                "( -- constant )";
            82 LoadConst LOAD_CONST 0 Const Next [_n: 0 => 1]
                "( -- constant )";
            83 LoadDeref LOAD_DEREF 0 Deref Next [_n: 0 => 1]
                "( -- value ) the cell must hold one";
            84 LoadFast LOAD_FAST 0 Local Next [_n: 0 => 1]
                "( -- value ) known to be bound";
            85 LoadFastAndClear LOAD_FAST_AND_CLEAR 0 Local Next [_n: 0 => 1]
                "( -- value-or-null ) unbinds the local";
            86 LoadFastBorrow LOAD_FAST_BORROW 0 Local Next [_n: 0 => 1]
                "( -- value ) as LOAD_FAST; the local outlives the stack item";
            87 LoadFastBorrowLoadFastBorrow LOAD_FAST_BORROW_LOAD_FAST_BORROW 0 LocalPair Next [_n: 0 => 2]
                "( -- first, second ) locals oparg >> 4 and oparg & 15";
            88 LoadFastCheck LOAD_FAST_CHECK 0 Local Next [_n: 0 => 1]
                "( -- value ) raises UnboundLocalError if unbound";
            89 LoadFastLoadFast LOAD_FAST_LOAD_FAST 0 LocalPair Next [_n: 0 => 2]
                "( -- first, second ) locals oparg >> 4 and oparg & 15";
            90 LoadFromDictOrDeref LOAD_FROM_DICT_OR_DEREF 0 Deref Next [_n: 1 => 1]
                "( mapping -- value ) from the mapping, else from the cell";
            91 LoadFromDictOrGlobals LOAD_FROM_DICT_OR_GLOBALS 0 Name Next [_n: 1 => 1]
                "( mapping -- value ) from the mapping, else global or built-in";
            92 LoadGlobal LOAD_GLOBAL 4 NameGlobal Next [n: 0 => 1 + (n & 1)]
                "( -- value, null if oparg & 1 )";
            93 LoadName LOAD_NAME 0 Name Next [_n: 0 => 1]
                "( -- value ) local namespace, then global, then built-in";
            94 LoadSmallInt LOAD_SMALL_INT 0 SmallInt Next [_n: 0 => 1]
                "( -- oparg )";
            95 LoadSpecial LOAD_SPECIAL 0 SpecialMethod Next [_n: 1 => 2]
                "( owner -- method, self-or-null )";
            96 LoadSuperAttr LOAD_SUPER_ATTR 1 NameSuper Next [n: 3 => 1 + (n & 1)]
                "( super, class, self -- attribute ) or, with oparg & 1, ( ... -- method, self-or-null ); oparg & 2: class and self were written";
            97 MakeCell MAKE_CELL 0 Deref Next [_n: 0 => 0]
                "( -- ) puts the slot's content in a new cell in the same slot";
            98 MapAdd MAP_ADD 0 Depth Next [n: n + 2 => n]
                "( dict, oparg - 1 others, key, value -- dict, oparg - 1 others )";
            99 MatchClass MATCH_CLASS 0 Count Next [_n: 3 => 1]
                "( subject, type, names -- attributes-or-none ) oparg positional patterns";
            100 PopJumpIfFalse POP_JUMP_IF_FALSE 1 JumpForward Branch [_n: 1 => 0]
                "( bool -- )";
            101 PopJumpIfNone POP_JUMP_IF_NONE 1 JumpForward Branch [_n: 1 => 0]
                "( value -- )";
            102 PopJumpIfNotNone POP_JUMP_IF_NOT_NONE 1 JumpForward Branch [_n: 1 => 0]
                "( value -- )";
            103 PopJumpIfTrue POP_JUMP_IF_TRUE 1 JumpForward Branch [_n: 1 => 0]
                "( bool -- )";
            104 RaiseVarargs RAISE_VARARGS 0 Count Exit [n: n => 0]
                "( exc if oparg >= 1, cause if oparg = 2 -- ) oparg 0 raises the handled exception again";
            105 Reraise RERAISE 0 Depth Exit [n: n + 1 => n]
                "( lasti if oparg, oparg - 1 others, exc -- ... ) raises exc; with oparg the frame's lasti is restored";
            106 Send SEND 1 JumpForward Branch [_n: 2 => 2]
                "( receiver, sent -- receiver, value ) jumps when the receiver has returned value";
            107 SetAdd SET_ADD 0 Depth Next [n: n + 1 => n]
                "( set, oparg - 1 others, value -- set, oparg - 1 others )";
            108 SetFunctionAttribute SET_FUNCTION_ATTRIBUTE 0 FunctionAttribute Next [_n: 2 => 1]
                "( attribute, function -- function )";
            109 SetUpdate SET_UPDATE 0 Depth Next [n: n + 1 => n]
                "( set, oparg - 1 others, iterable -- set, oparg - 1 others )";
            110 StoreAttr STORE_ATTR 4 Name Next [_n: 2 => 0]
                "( value, owner -- ) owner.name = value";
            111 StoreDeref STORE_DEREF 0 Deref Next [_n: 1 => 0]
                "( value -- ) into the cell";
            112 StoreFast STORE_FAST 0 Local Next [_n: 1 => 0]
                "( value -- )";
            113 StoreFastLoadFast STORE_FAST_LOAD_FAST 0 LocalPair Next [_n: 1 => 1]
                "( value -- other ) stores to local oparg >> 4, then loads oparg & 15";
            114 StoreFastStoreFast STORE_FAST_STORE_FAST 0 LocalPair Next [_n: 2 => 0]
                "( second, first -- ) locals oparg & 15 and oparg >> 4";
            115 StoreGlobal STORE_GLOBAL 0 Name Next [_n: 1 => 0]
                "( value -- )";
            116 StoreName STORE_NAME 0 Name Next [_n: 1 => 0]
                "( value -- )";
            117 Swap SWAP 0 Depth Next [n: n => n]
                "( a, oparg - 2 others, b -- b, oparg - 2 others, a )";
            118 UnpackEx UNPACK_EX 0 Unpack Next [n: 1 => 1 + (n & 0xff) + (n >> 8)]
                "( iterable -- oparg >> 8 items, list, oparg & 255 items ) first item on top";
            119 UnpackSequence UNPACK_SEQUENCE 1 Count Next [n: 1 => n]
                "( iterable -- oparg items ) first item on top";
            120 YieldValue YIELD_VALUE 0 Raw Next [_n: 1 => 1]
                "( value -- sent ) suspends; oparg 1 when the value comes from a delegate";
            128 Resume RESUME 0 Resume Next [_n: 0 => 0]
                "( -- ) entry of the code and after each suspension";
            238 InstrumentedInstruction INSTRUMENTED_INSTRUCTION 0 None Next [_n: 0 => 0]
                "( -- ) stands for an instruction watched one by one; the original is kept beside the code";
            254 InstrumentedLine INSTRUMENTED_LINE 0 None Next [_n: 0 => 0]
                "( -- ) stands for the first instruction of a watched line; the original is kept beside the code";
            255 EnterExecutor ENTER_EXECUTOR 0 Raw Next [_n: 0 => 0]
                "( -- ) enters a compiled trace; the original is kept beside the code";
        variants:
            3 BinaryOpInplaceAddUnicode BINARY_OP_INPLACE_ADD_UNICODE BinaryOp;
            129 BinaryOpAddFloat BINARY_OP_ADD_FLOAT BinaryOp;
            130 BinaryOpAddInt BINARY_OP_ADD_INT BinaryOp;
            131 BinaryOpAddUnicode BINARY_OP_ADD_UNICODE BinaryOp;
            132 BinaryOpExtend BINARY_OP_EXTEND BinaryOp;
            133 BinaryOpMultiplyFloat BINARY_OP_MULTIPLY_FLOAT BinaryOp;
            134 BinaryOpMultiplyInt BINARY_OP_MULTIPLY_INT BinaryOp;
            135 BinaryOpSubscrDict BINARY_OP_SUBSCR_DICT BinaryOp;
            136 BinaryOpSubscrGetitem BINARY_OP_SUBSCR_GETITEM BinaryOp;
            137 BinaryOpSubscrListInt BINARY_OP_SUBSCR_LIST_INT BinaryOp;
            138 BinaryOpSubscrListSlice BINARY_OP_SUBSCR_LIST_SLICE BinaryOp;
            139 BinaryOpSubscrStrInt BINARY_OP_SUBSCR_STR_INT BinaryOp;
            140 BinaryOpSubscrTupleInt BINARY_OP_SUBSCR_TUPLE_INT BinaryOp;
            141 BinaryOpSubtractFloat BINARY_OP_SUBTRACT_FLOAT BinaryOp;
            142 BinaryOpSubtractInt BINARY_OP_SUBTRACT_INT BinaryOp;
            143 CallAllocAndEnterInit CALL_ALLOC_AND_ENTER_INIT Call;
            144 CallBoundMethodExactArgs CALL_BOUND_METHOD_EXACT_ARGS Call;
            145 CallBoundMethodGeneral CALL_BOUND_METHOD_GENERAL Call;
            146 CallBuiltinClass CALL_BUILTIN_CLASS Call;
            147 CallBuiltinFast CALL_BUILTIN_FAST Call;
            148 CallBuiltinFastWithKeywords CALL_BUILTIN_FAST_WITH_KEYWORDS Call;
            149 CallBuiltinO CALL_BUILTIN_O Call;
            150 CallIsinstance CALL_ISINSTANCE Call;
            151 CallKwBoundMethod CALL_KW_BOUND_METHOD CallKw;
            152 CallKwNonPy CALL_KW_NON_PY CallKw;
            153 CallKwPy CALL_KW_PY CallKw;
            154 CallLen CALL_LEN Call;
            155 CallListAppend CALL_LIST_APPEND Call;
            156 CallMethodDescriptorFast CALL_METHOD_DESCRIPTOR_FAST Call;
            157 CallMethodDescriptorFastWithKeywords CALL_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS Call;
            158 CallMethodDescriptorNoargs CALL_METHOD_DESCRIPTOR_NOARGS Call;
            159 CallMethodDescriptorO CALL_METHOD_DESCRIPTOR_O Call;
            160 CallNonPyGeneral CALL_NON_PY_GENERAL Call;
            161 CallPyExactArgs CALL_PY_EXACT_ARGS Call;
            162 CallPyGeneral CALL_PY_GENERAL Call;
            163 CallStr1 CALL_STR_1 Call;
            164 CallTuple1 CALL_TUPLE_1 Call;
            165 CallType1 CALL_TYPE_1 Call;
            166 CompareOpFloat COMPARE_OP_FLOAT CompareOp;
            167 CompareOpInt COMPARE_OP_INT CompareOp;
            168 CompareOpStr COMPARE_OP_STR CompareOp;
            169 ContainsOpDict CONTAINS_OP_DICT ContainsOp;
            170 ContainsOpSet CONTAINS_OP_SET ContainsOp;
            171 ForIterGen FOR_ITER_GEN ForIter;
            172 ForIterList FOR_ITER_LIST ForIter;
            173 ForIterRange FOR_ITER_RANGE ForIter;
            174 ForIterTuple FOR_ITER_TUPLE ForIter;
            175 JumpBackwardJit JUMP_BACKWARD_JIT JumpBackward;
            176 JumpBackwardNoJit JUMP_BACKWARD_NO_JIT JumpBackward;
            177 LoadAttrClass LOAD_ATTR_CLASS LoadAttr;
            178 LoadAttrClassWithMetaclassCheck LOAD_ATTR_CLASS_WITH_METACLASS_CHECK LoadAttr;
            179 LoadAttrGetattributeOverridden LOAD_ATTR_GETATTRIBUTE_OVERRIDDEN LoadAttr;
            180 LoadAttrInstanceValue LOAD_ATTR_INSTANCE_VALUE LoadAttr;
            181 LoadAttrMethodLazyDict LOAD_ATTR_METHOD_LAZY_DICT LoadAttr;
            182 LoadAttrMethodNoDict LOAD_ATTR_METHOD_NO_DICT LoadAttr;
            183 LoadAttrMethodWithValues LOAD_ATTR_METHOD_WITH_VALUES LoadAttr;
            184 LoadAttrModule LOAD_ATTR_MODULE LoadAttr;
            185 LoadAttrNondescriptorNoDict LOAD_ATTR_NONDESCRIPTOR_NO_DICT LoadAttr;
            186 LoadAttrNondescriptorWithValues LOAD_ATTR_NONDESCRIPTOR_WITH_VALUES LoadAttr;
            187 LoadAttrProperty LOAD_ATTR_PROPERTY LoadAttr;
            188 LoadAttrSlot LOAD_ATTR_SLOT LoadAttr;
            189 LoadAttrWithHint LOAD_ATTR_WITH_HINT LoadAttr;
            190 LoadConstImmortal LOAD_CONST_IMMORTAL LoadConst;
            191 LoadConstMortal LOAD_CONST_MORTAL LoadConst;
            192 LoadGlobalBuiltin LOAD_GLOBAL_BUILTIN LoadGlobal;
            193 LoadGlobalModule LOAD_GLOBAL_MODULE LoadGlobal;
            194 LoadSuperAttrAttr LOAD_SUPER_ATTR_ATTR LoadSuperAttr;
            195 LoadSuperAttrMethod LOAD_SUPER_ATTR_METHOD LoadSuperAttr;
            196 ResumeCheck RESUME_CHECK Resume;
            197 SendGen SEND_GEN Send;
            198 StoreAttrInstanceValue STORE_ATTR_INSTANCE_VALUE StoreAttr;
            199 StoreAttrSlot STORE_ATTR_SLOT StoreAttr;
            200 StoreAttrWithHint STORE_ATTR_WITH_HINT StoreAttr;
            201 StoreSubscrDict STORE_SUBSCR_DICT StoreSubscr;
            202 StoreSubscrListInt STORE_SUBSCR_LIST_INT StoreSubscr;
            203 ToBoolAlwaysTrue TO_BOOL_ALWAYS_TRUE ToBool;
            204 ToBoolBool TO_BOOL_BOOL ToBool;
            205 ToBoolInt TO_BOOL_INT ToBool;
            206 ToBoolList TO_BOOL_LIST ToBool;
            207 ToBoolNone TO_BOOL_NONE ToBool;
            208 ToBoolStr TO_BOOL_STR ToBool;
            209 UnpackSequenceList UNPACK_SEQUENCE_LIST UnpackSequence;
            210 UnpackSequenceTuple UNPACK_SEQUENCE_TUPLE UnpackSequence;
            211 UnpackSequenceTwoTuple UNPACK_SEQUENCE_TWO_TUPLE UnpackSequence;
            234 InstrumentedEndFor INSTRUMENTED_END_FOR EndFor;
            235 InstrumentedPopIter INSTRUMENTED_POP_ITER PopIter;
            236 InstrumentedEndSend INSTRUMENTED_END_SEND EndSend;
            237 InstrumentedForIter INSTRUMENTED_FOR_ITER ForIter;
            239 InstrumentedJumpForward INSTRUMENTED_JUMP_FORWARD JumpForward;
            240 InstrumentedNotTaken INSTRUMENTED_NOT_TAKEN NotTaken;
            241 InstrumentedPopJumpIfTrue INSTRUMENTED_POP_JUMP_IF_TRUE PopJumpIfTrue;
            242 InstrumentedPopJumpIfFalse INSTRUMENTED_POP_JUMP_IF_FALSE PopJumpIfFalse;
            243 InstrumentedPopJumpIfNone INSTRUMENTED_POP_JUMP_IF_NONE PopJumpIfNone;
            244 InstrumentedPopJumpIfNotNone INSTRUMENTED_POP_JUMP_IF_NOT_NONE PopJumpIfNotNone;
            245 InstrumentedResume INSTRUMENTED_RESUME Resume;
            246 InstrumentedReturnValue INSTRUMENTED_RETURN_VALUE ReturnValue;
            247 InstrumentedYieldValue INSTRUMENTED_YIELD_VALUE YieldValue;
            248 InstrumentedEndAsyncFor INSTRUMENTED_END_ASYNC_FOR EndAsyncFor;
            249 InstrumentedLoadSuperAttr INSTRUMENTED_LOAD_SUPER_ATTR LoadSuperAttr;
            250 InstrumentedCall INSTRUMENTED_CALL Call;
            251 InstrumentedCallKw INSTRUMENTED_CALL_KW CallKw;
            252 InstrumentedCallFunctionEx INSTRUMENTED_CALL_FUNCTION_EX CallFunctionEx;
            253 InstrumentedJumpBackward INSTRUMENTED_JUMP_BACKWARD JumpBackward;
        }
    };
}
pub(super) use with_opcodes;
