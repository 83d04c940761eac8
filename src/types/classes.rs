//! The table of built-in classes: names, bases and layouts. Their methods are
//! put in by `methods`.

use gc_arena::Collect;

use super::{Class, ClassFlags, Layout};

/// A built-in class as the table gives it.
#[derive(Clone, Copy, Debug)]
pub struct ClassSpec {
    pub name: &'static str,
    pub module: &'static str,
    pub layout: Layout,
    pub flags: ClassFlags,
    /// The names of the native fields of instances (exceptions), in order,
    /// after those of the base.
    pub fields: &'static [&'static str],
}

macro_rules! layout {
    (object $name:literal) => {
        Layout::Object
    };
    (type $name:literal) => {
        Layout::Type
    };
    (dict $name:literal) => {
        Layout::Native("dict")
    };
    (native $name:literal) => {
        Layout::Native($name)
    };
}

/// One line a class: `field "name" "module" : [base] layout [FLAGS] {members};`,
/// the members only where there are some. A base stands before the classes
/// that derive from it. The layout `dict` is that of a dict, for classes that
/// derive from it. Members of which the name begins with a dot are hidden.
macro_rules! types {
    ($($field:ident $name:literal $module:literal : [$($base:ident)?] $layout:ident [$($flag:ident)*]
        $({ $($member:literal)* })?;)*) => {
        /// The built-in classes.
        #[derive(Clone, Copy, Collect)]
        #[collect(no_drop)]
        pub struct Types<'gc> {
            /// The exception classes.
            pub exceptions: Exceptions<'gc>,
            $(#[allow(missing_docs)] pub $field: Class<'gc>,)*
        }

        impl<'gc> Types<'gc> {
            /// Makes all of them with `make`, bases first; it is given the bases.
            pub fn build(mut make: impl FnMut(&ClassSpec, &[Class<'gc>]) -> Class<'gc>) -> Self {
                $(let $field = make(
                    &ClassSpec {
                        name: $name,
                        module: $module,
                        layout: layout!($layout $name),
                        flags: ClassFlags::empty()$(.union(ClassFlags::$flag))*,
                        fields: &[$($($member),*)?],
                    },
                    &[$($base)?],
                );)*
                let exceptions = Exceptions::build(&mut make);
                Types { exceptions, $($field),* }
            }
        }

        impl<'gc> Types<'gc> {
            /// The class of a name in the table, exceptions not included.
            pub fn by_name(&self, name: &str) -> Option<Class<'gc>> {
                // Two of the classes have the same name.
                #[allow(unreachable_patterns)]
                match name {
                    $($name => Some(self.$field),)*
                    _ => None,
                }
            }
        }
    };
}

/// One line an exception class: `Name : bases [fields];`. The one without
/// bases derives from object.
macro_rules! exceptions {
    ($($name:ident : $($base:ident)* [$($member:literal)*];)*) => {
        /// The built-in exception classes.
        #[allow(non_snake_case)]
        #[derive(Clone, Copy, Collect)]
        #[collect(no_drop)]
        pub struct Exceptions<'gc> {
            $(#[allow(missing_docs)] pub $name: Class<'gc>,)*
        }

        impl<'gc> Exceptions<'gc> {
            #[allow(non_snake_case)]
            fn build(make: &mut impl FnMut(&ClassSpec, &[Class<'gc>]) -> Class<'gc>) -> Self {
                $(let $name = make(
                    &ClassSpec {
                        name: stringify!($name),
                        module: "builtins",
                        layout: Layout::Exception,
                        flags: ClassFlags::BASE.union(ClassFlags::DICT),
                        fields: &[$($member),*],
                    },
                    &[$($base),*],
                );)*
                Exceptions { $($name),* }
            }

            /// All of them with their names, in the order of the table.
            pub fn all(&self) -> Vec<(&'static str, Class<'gc>)> {
                vec![$((stringify!($name), self.$name)),*]
            }
        }
    };
}

types! {
    object "object" "builtins": [] object [BASE];
    type_ "type" "builtins": [object] type [BASE WEAKREF];
    none_type "NoneType" "builtins": [object] native [];
    ellipsis "ellipsis" "builtins": [object] native [];
    not_implemented_type "NotImplementedType" "builtins": [object] native [];
    int "int" "builtins": [object] native [BASE MATCH_SELF];
    bool "bool" "builtins": [int] native [MATCH_SELF];
    float "float" "builtins": [object] native [BASE MATCH_SELF];
    complex "complex" "builtins": [object] native [BASE];
    str "str" "builtins": [object] native [BASE MATCH_SELF];
    bytes "bytes" "builtins": [object] native [BASE MATCH_SELF];
    bytearray "bytearray" "builtins": [object] native [BASE MATCH_SELF];
    tuple "tuple" "builtins": [object] native [BASE SEQUENCE MATCH_SELF];
    list "list" "builtins": [object] native [BASE SEQUENCE MATCH_SELF];
    dict "dict" "builtins": [object] native [BASE MAPPING MATCH_SELF];
    set "set" "builtins": [object] native [BASE WEAKREF MATCH_SELF];
    frozenset "frozenset" "builtins": [object] native [BASE WEAKREF MATCH_SELF];
    range "range" "builtins": [object] native [SEQUENCE];
    slice "slice" "builtins": [object] native [];
    iterator "iterator" "builtins": [object] native [NO_NEW];
    callable_iterator "callable_iterator" "builtins": [object] native [NO_NEW];
    list_iterator "list_iterator" "builtins": [object] native [NO_NEW];
    list_reverseiterator "list_reverseiterator" "builtins": [object] native [NO_NEW];
    tuple_iterator "tuple_iterator" "builtins": [object] native [NO_NEW];
    str_iterator "str_iterator" "builtins": [object] native [NO_NEW];
    str_ascii_iterator "str_ascii_iterator" "builtins": [object] native [NO_NEW];
    bytes_iterator "bytes_iterator" "builtins": [object] native [NO_NEW];
    bytearray_iterator "bytearray_iterator" "builtins": [object] native [NO_NEW];
    range_iterator "range_iterator" "builtins": [object] native [NO_NEW];
    longrange_iterator "longrange_iterator" "builtins": [object] native [NO_NEW];
    set_iterator "set_iterator" "builtins": [object] native [NO_NEW];
    dict_keyiterator "dict_keyiterator" "builtins": [object] native [NO_NEW];
    dict_valueiterator "dict_valueiterator" "builtins": [object] native [NO_NEW];
    dict_itemiterator "dict_itemiterator" "builtins": [object] native [NO_NEW];
    dict_reversekeyiterator "dict_reversekeyiterator" "builtins": [object] native [NO_NEW];
    dict_reversevalueiterator "dict_reversevalueiterator" "builtins": [object] native [NO_NEW];
    dict_reverseitemiterator "dict_reverseitemiterator" "builtins": [object] native [NO_NEW];
    dict_keys "dict_keys" "builtins": [object] native [NO_NEW];
    dict_values "dict_values" "builtins": [object] native [NO_NEW];
    dict_items "dict_items" "builtins": [object] native [NO_NEW];
    mappingproxy "mappingproxy" "builtins": [object] native [MAPPING];
    reversed "reversed" "builtins": [object] native [BASE];
    enumerate "enumerate" "builtins": [object] native [BASE];
    zip "zip" "builtins": [object] native [BASE];
    map "map" "builtins": [object] native [BASE];
    filter "filter" "builtins": [object] native [BASE];
    module "module" "builtins": [object] native [BASE DICT WEAKREF];
    function "function" "builtins": [object] native [DICT WEAKREF];
    builtin_function_or_method "builtin_function_or_method" "builtins": [object] native [NO_NEW WEAKREF];
    method_descriptor "method_descriptor" "builtins": [object] native [NO_NEW];
    wrapper_descriptor "wrapper_descriptor" "builtins": [object] native [NO_NEW];
    classmethod_descriptor "classmethod_descriptor" "builtins": [object] native [NO_NEW];
    method_wrapper "method-wrapper" "builtins": [object] native [NO_NEW];
    method "method" "builtins": [object] native [WEAKREF];
    getset_descriptor "getset_descriptor" "builtins": [object] native [NO_NEW];
    member_descriptor "member_descriptor" "builtins": [object] native [NO_NEW];
    property "property" "builtins": [object] native [BASE];
    staticmethod "staticmethod" "builtins": [object] native [BASE DICT];
    classmethod "classmethod" "builtins": [object] native [BASE DICT];
    super_ "super" "builtins": [object] native [BASE];
    code "code" "builtins": [object] native [WEAKREF];
    line_iterator "line_iterator" "builtins": [object] native [BASE NO_NEW];
    positions_iterator "positions_iterator" "builtins": [object] native [BASE NO_NEW];
    branch_iterator "line_iterator" "builtins": [object] native [BASE NO_NEW];
    frame "frame" "builtins": [object] native [NO_NEW];
    frame_locals_proxy "FrameLocalsProxy" "builtins": [object] native [MAPPING];
    cell "cell" "builtins": [object] native [];
    traceback "traceback" "builtins": [object] native [];
    generator "generator" "builtins": [object] native [NO_NEW WEAKREF];
    coroutine "coroutine" "builtins": [object] native [NO_NEW WEAKREF];
    async_generator "async_generator" "builtins": [object] native [NO_NEW WEAKREF];
    coroutine_wrapper "coroutine_wrapper" "builtins": [object] native [NO_NEW];
    async_generator_asend "async_generator_asend" "builtins": [object] native [NO_NEW];
    async_generator_athrow "async_generator_athrow" "builtins": [object] native [NO_NEW];
    async_generator_wrapped_value "async_generator_wrapped_value" "builtins": [object] native [NO_NEW];
    anext_awaitable "anext_awaitable" "builtins": [object] native [NO_NEW];
    template "Template" "string.templatelib": [object] native [];
    interpolation "Interpolation" "string.templatelib": [object] native [];
    template_iter "TemplateIter" "string.templatelib": [object] native [NO_NEW];
    deque "deque" "collections": [object] native [BASE WEAKREF SEQUENCE];
    deque_iterator "_deque_iterator" "collections": [object] native [];
    deque_reverse_iterator "_deque_reverse_iterator" "collections": [object] native [];
    defaultdict "defaultdict" "collections": [dict] dict [BASE MAPPING] { "default_factory" };
    ordered_dict "OrderedDict" "collections": [dict] dict [BASE DICT WEAKREF MAPPING];
    odict_keys "odict_keys" "builtins": [dict_keys] native [];
    odict_values "odict_values" "builtins": [dict_values] native [];
    odict_items "odict_items" "builtins": [dict_items] native [];
    partial "partial" "functools": [object] object [BASE DICT WEAKREF] { "func" "args" "keywords" };
    placeholder_type "_PlaceholderType" "functools": [object] object [];
    key_wrapper "KeyWrapper" "functools": [object] object [NO_NEW] { ".cmp" "obj" };
    lru_cache_wrapper "_lru_cache_wrapper" "functools": [object] object [BASE DICT WEAKREF]
        { ".func" ".maxsize" ".typed" ".cache" ".hits" ".misses" ".info" };
    itemgetter "itemgetter" "operator": [object] object [] { ".items" };
    attrgetter "attrgetter" "operator": [object] object [] { ".names" };
    methodcaller "methodcaller" "operator": [object] object [] { ".name" ".args" ".keywords" };
    random "Random" "_random": [object] native [BASE];
    re_pattern "Pattern" "re": [object] native [NO_NEW WEAKREF];
    re_match "Match" "re": [object] native [NO_NEW];
    re_scanner "SRE_Scanner" "_sre": [object] native [NO_NEW];
    re_template "SRE_Template" "_sre": [object] native [NO_NEW];
    memoryview "memoryview" "builtins": [object] native [WEAKREF SEQUENCE];
    tuplegetter "_tuplegetter" "collections": [object] object [] { ".index" "__doc__" };
    itertools_count "count" "itertools": [object] native [BASE];
    itertools_cycle "cycle" "itertools": [object] native [BASE];
    itertools_repeat "repeat" "itertools": [object] native [BASE];
    itertools_chain "chain" "itertools": [object] native [BASE];
    itertools_compress "compress" "itertools": [object] native [BASE];
    itertools_dropwhile "dropwhile" "itertools": [object] native [BASE];
    itertools_takewhile "takewhile" "itertools": [object] native [BASE];
    itertools_filterfalse "filterfalse" "itertools": [object] native [BASE];
    itertools_groupby "groupby" "itertools": [object] native [BASE];
    itertools_islice "islice" "itertools": [object] native [BASE];
    itertools_starmap "starmap" "itertools": [object] native [BASE];
    itertools_zip_longest "zip_longest" "itertools": [object] native [BASE];
    itertools_accumulate "accumulate" "itertools": [object] native [BASE];
    itertools_pairwise "pairwise" "itertools": [object] native [BASE];
    itertools_batched "batched" "itertools": [object] native [BASE];
    itertools_product "product" "itertools": [object] native [BASE];
    itertools_permutations "permutations" "itertools": [object] native [BASE];
    itertools_combinations "combinations" "itertools": [object] native [BASE];
    itertools_combinations_with_replacement "combinations_with_replacement" "itertools": [object] native [BASE];
    itertools_grouper "_grouper" "itertools": [object] native [];
    itertools_tee "_tee" "itertools": [object] native [WEAKREF];
    weakref "ReferenceType" "weakref": [object] native [BASE];
    weakproxy "ProxyType" "weakref": [object] native [NO_NEW];
    weakcallableproxy "CallableProxyType" "weakref": [object] native [NO_NEW];
    generic_alias "GenericAlias" "types": [object] native [BASE WEAKREF];
    union "Union" "typing": [object] native [NO_NEW WEAKREF];
    type_var "TypeVar" "typing": [object] native [DICT WEAKREF];
    param_spec "ParamSpec" "typing": [object] native [DICT WEAKREF];
    type_var_tuple "TypeVarTuple" "typing": [object] native [DICT WEAKREF];
    param_spec_args "ParamSpecArgs" "typing": [object] native [WEAKREF];
    param_spec_kwargs "ParamSpecKwargs" "typing": [object] native [WEAKREF];
    type_alias "TypeAliasType" "typing": [object] native [];
    const_evaluator "_ConstEvaluator" "_typing": [object] native [NO_NEW];
    no_default_type "NoDefaultType" "builtins": [object] object [];
    generic "Generic" "typing": [object] object [BASE];
    context_var "ContextVar" "_contextvars": [object] native [];
    context "Context" "_contextvars": [object] native [WEAKREF];
    context_token "Token" "_contextvars": [object] native [];
    token_missing "Token.MISSING" "builtins": [object] object [NO_NEW];
    thread_lock "lock" "_thread": [object] native [WEAKREF];
    thread_rlock "RLock" "_thread": [object] native [BASE WEAKREF];
    thread_local "_local" "_thread": [object] object [BASE DICT WEAKREF];
    abc_data "_abc_data" "_abc": [object] native [];
    io_base "_IOBase" "_io": [object] object [BASE DICT WEAKREF];
    raw_io_base "_RawIOBase" "_io": [io_base] object [BASE DICT WEAKREF];
    buffered_io_base "_BufferedIOBase" "_io": [io_base] object [BASE DICT WEAKREF];
    text_io_base "_TextIOBase" "_io": [io_base] object [BASE DICT WEAKREF];
    string_io "StringIO" "_io": [text_io_base] object [BASE DICT WEAKREF];
    bytes_io "BytesIO" "_io": [buffered_io_base] object [BASE DICT WEAKREF];
    file_io "FileIO" "_io": [raw_io_base] object [BASE DICT WEAKREF];
    buffered_reader "BufferedReader" "_io": [buffered_io_base] object [BASE DICT WEAKREF] { "raw" };
    buffered_writer "BufferedWriter" "_io": [buffered_io_base] object [BASE DICT WEAKREF] { "raw" };
    buffered_random "BufferedRandom" "_io": [buffered_io_base] object [BASE DICT WEAKREF] { "raw" };
    buffered_rw_pair "BufferedRWPair" "_io": [buffered_io_base] object [BASE DICT WEAKREF] { ".reader" ".writer" };
    text_io_wrapper "TextIOWrapper" "_io": [text_io_base] object [BASE DICT WEAKREF] { "buffer" ".encoding" ".errors" };
    dir_entry "DirEntry" "posix": [object] object [NO_NEW] { "name" "path" };
    scandir_iterator "ScandirIterator" "posix": [object] object [NO_NEW] { ".entries" };
    newline_decoder "IncrementalNewlineDecoder" "_io": [object] object [BASE] { ".decoder" };
    ast "AST" "ast": [object] object [BASE DICT WEAKREF];
    capsule "PyCapsule" "builtins": [object] object [NO_NEW];
    simple_namespace "SimpleNamespace" "types": [object] object [BASE DICT];
}

exceptions! {
    BaseException: [];
    BaseExceptionGroup: BaseException ["message" "exceptions"];
    GeneratorExit: BaseException [];
    KeyboardInterrupt: BaseException [];
    SystemExit: BaseException ["code"];
    Exception: BaseException [];
    ArithmeticError: Exception [];
    FloatingPointError: ArithmeticError [];
    OverflowError: ArithmeticError [];
    ZeroDivisionError: ArithmeticError [];
    AssertionError: Exception [];
    AttributeError: Exception ["name" "obj"];
    BufferError: Exception [];
    EOFError: Exception [];
    ExceptionGroup: BaseExceptionGroup Exception [];
    ImportError: Exception ["msg" "name" "path" "name_from"];
    ModuleNotFoundError: ImportError [];
    LookupError: Exception [];
    IndexError: LookupError [];
    KeyError: LookupError [];
    MemoryError: Exception [];
    NameError: Exception ["name"];
    UnboundLocalError: NameError [];
    OSError: Exception ["errno" "strerror" "filename" "filename2" "characters_written"];
    BlockingIOError: OSError [];
    ChildProcessError: OSError [];
    ConnectionError: OSError [];
    BrokenPipeError: ConnectionError [];
    ConnectionAbortedError: ConnectionError [];
    ConnectionRefusedError: ConnectionError [];
    ConnectionResetError: ConnectionError [];
    FileExistsError: OSError [];
    FileNotFoundError: OSError [];
    InterruptedError: OSError [];
    IsADirectoryError: OSError [];
    NotADirectoryError: OSError [];
    PermissionError: OSError [];
    ProcessLookupError: OSError [];
    TimeoutError: OSError [];
    ReferenceError: Exception [];
    RuntimeError: Exception [];
    NotImplementedError: RuntimeError [];
    PythonFinalizationError: RuntimeError [];
    RecursionError: RuntimeError [];
    StopAsyncIteration: Exception [];
    StopIteration: Exception ["value"];
    SyntaxError: Exception ["msg" "filename" "lineno" "offset" "text" "end_lineno" "end_offset" "print_file_and_line" "_metadata"];
    IndentationError: SyntaxError [];
    TabError: IndentationError [];
    SystemError: Exception [];
    TypeError: Exception [];
    ValueError: Exception [];
    UnicodeError: ValueError [];
    UnicodeDecodeError: UnicodeError ["encoding" "object" "start" "end" "reason"];
    UnicodeEncodeError: UnicodeError ["encoding" "object" "start" "end" "reason"];
    UnicodeTranslateError: UnicodeError ["encoding" "object" "start" "end" "reason"];
    Warning: Exception [];
    BytesWarning: Warning [];
    DeprecationWarning: Warning [];
    EncodingWarning: Warning [];
    FutureWarning: Warning [];
    ImportWarning: Warning [];
    PendingDeprecationWarning: Warning [];
    ResourceWarning: Warning [];
    RuntimeWarning: Warning [];
    SyntaxWarning: Warning [];
    UnicodeWarning: Warning [];
    UserWarning: Warning [];
}
