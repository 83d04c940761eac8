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
//! | [`range_slice`] | range, slice |
//! | [`iter`], [`mod@itertools`] | iterators and views |
//! | [`class`], [`instance`] | type, instances, module |
//! | [`function`], [`descriptor`] | functions, methods, descriptors |
//! | [`template`] | template strings |
//! | [`exception`] | exceptions, tracebacks |
//! | [`classes`] | the table of built-in classes |

pub mod bytes;
pub mod class;
pub mod classes;
pub mod descriptor;
pub mod dict;
pub mod exception;
pub mod function;
pub mod instance;
pub mod int;
pub mod iter;
pub mod itertools;
pub mod key;
pub mod range_slice;
pub mod sequence;
pub mod set;
pub mod str;
pub mod template;

pub use bytes::{ByteArray, ByteArrayData, Bytes, BytesData};
pub use class::{Class, ClassData, ClassFlags, Layout};
pub use classes::{Exceptions, Types};
pub use descriptor::{
    ClassMethod, GetSet, GetSetData, MappingProxy, MappingProxyData, Member, MemberData, Property, PropertyData,
    StaticMethod, Super, SuperData, WrapperData,
};
pub use dict::{Dict, DictData, Entry, Probe, Table};
pub use exception::{Exception, ExceptionData, Traceback, TracebackData};
pub use function::{Builtin, BuiltinData, BuiltinKind, Function, FunctionData, Method, MethodData};
pub use instance::{Instance, InstanceData, Module, ModuleData};
pub use int::{BigInt, BigIntData, Complex, ComplexData};
pub use iter::{DictItems, DictView, DictViewData, Iter, IterData, IterState};
pub use key::key_equal;
pub use range_slice::{Range, RangeData, Slice, SliceData};
pub use sequence::{List, ListData, Tuple, TupleData};
pub use set::{FrozenSet, FrozenSetData, Set, SetData};
pub use str::{Str, StrData, hash_bytes};
pub use template::{Interpolation, InterpolationData, Template, TemplateData, TemplateIter, TemplateIterData};
