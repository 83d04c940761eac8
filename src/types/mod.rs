//! The supporting Python types: their data and invariants. They run no Python
//! code; the methods that a program sees are in `methods`.
//!
//! | module | types |
//! |---|---|
//! | [`mod@str`] | str |
//! | [`int`] | int beyond 64 bits, complex |
//! | [`bytes`] | bytes, bytearray |
//! | [`sequence`] | tuple, list |
//! | [`dict`], [`set`], [`key`] | dict, set, frozenset, equality of keys |
//! | [`deque`] | deque of `collections` |
//! | [`memoryview`] | memoryview |
//! | [`twister`] | the generator of `_random` |
//! | [`range_slice`] | range, slice |
//! | [`regex`] | patterns and matches of `re` |
//! | [`iter`], [`mod@itertools`] | iterators and views |
//! | [`class`], [`instance`] | type, instances, module |
//! | [`function`], [`descriptor`] | functions, methods, descriptors |
//! | [`template`] | template strings |
//! | [`exception`] | exceptions, tracebacks |
//! | [`watch`], [`reach`] | what the collector looks after, and what objects refer to |
//! | [`weakref`], [`abc`] | weak references, what abstract base classes know |
//! | [`typing`] | generic aliases, unions, type parameters |
//! | [`context`], [`thread_lock`], [`text_file`] | context variables, locks, standard streams |
//! | [`classes`] | the table of built-in classes |

pub mod abc;
pub mod bytes;
pub mod class;
pub mod classes;
pub mod context;
pub mod deque;
pub mod descriptor;
pub mod dict;
pub mod exception;
pub mod function;
pub mod instance;
pub mod int;
pub mod io;
pub mod iter;
pub mod itertools;
pub mod key;
pub mod memoryview;
pub mod range_slice;
pub mod reach;
pub mod regex;
pub mod sequence;
pub mod set;
pub mod str;
pub mod template;
pub mod text_file;
pub mod thread_lock;
pub mod twister;
pub mod typing;
pub mod watch;
pub mod weakref;

pub use abc::{Abc, AbcData, AbcSet};
pub use bytes::{ByteArray, ByteArrayData, Bytes, BytesData};
pub use class::{Class, ClassData, ClassFlags, Layout};
pub use classes::{Exceptions, Types};
pub use context::{Context, ContextData, ContextVar, ContextVarData, Token, TokenData};
pub use deque::{Deque, DequeData};
pub use descriptor::{
    ClassMethod, GetSet, GetSetData, MappingProxy, MappingProxyData, Member, MemberData, Property, PropertyData,
    StaticMethod, Super, SuperData, WrapperData,
};
pub use dict::{Dict, DictData, Entry, Probe, Table};
pub use exception::{Exception, ExceptionData, Traceback, TracebackData};
pub use function::{Builtin, BuiltinData, BuiltinKind, Function, FunctionData, Method, MethodData};
pub use instance::{Instance, InstanceData, Module, ModuleData};
pub use int::{BigInt, BigIntData, Complex, ComplexData};
pub use io::{IoState, IoStream, IoStreamData};
pub use iter::{CodeMark, DictItems, DictView, DictViewData, Iter, IterData, IterState};
pub use key::key_equal;
pub use memoryview::{MemoryView, MemoryViewData};
pub use range_slice::{Range, RangeData, Slice, SliceData};
pub use regex::{Match, MatchData, Pattern, PatternData, Replacement, ReplacementData, Scanner, ScannerData};
pub use sequence::{List, ListData, Tuple, TupleData};
pub use set::{FrozenSet, FrozenSetData, Set, SetData};
pub use str::{Str, StrData, hash_bytes};
pub use template::{Interpolation, InterpolationData, Template, TemplateData, TemplateIter, TemplateIterData};
pub use text_file::{Stream, TextFile, TextFileData};
pub use thread_lock::{ThreadLock, ThreadLockData};
pub use twister::{Twister, TwisterData};
pub use typing::{
    ConstEvaluator, ConstEvaluatorData, GenericAlias, GenericAliasData, Lazy, ParamSpecPart, ParamSpecPartData,
    TypeAlias, TypeAliasData, TypeParam, TypeParamData, TypeParamKind, Union, UnionData,
};
pub use watch::{Due, Finality, Watch, WatchData, Watched};
pub use weakref::{Referent, WeakKind, WeakRef, WeakRefData};
