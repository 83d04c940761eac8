//! [`Value`]: what a Python variable, a stack slot or a container entry holds.
//!
//! A value is a 16-byte `Copy` pair of a tag and one 8-byte word, so that the
//! compiler moves it as two scalar registers. Payloads are scalars or thin
//! [`Gc`] handles; nothing in here is ever boxed twice.
//!
//! A native variant is an object of exactly that built-in type. An instance of
//! a class made by a program is a [`Value::Instance`] whose payload holds the
//! native value when the class derives from a built-in type, so that
//! `as_dict` and its kin accept both.

use gc_arena::{Collect, Gc};

use crate::objects::{
    AnextAwaitable, AsyncGenASend, AsyncGenAThrow, AsyncGenWrapped, AsyncGenerator, Cell, Code, Coroutine,
    CoroutineWrapper, Frame, FrameLocalsProxy, Generator,
};
use crate::types::*;

/// Declares a garbage-collected handle with pointer identity: `Name => Data`
/// for data with handles of its own (`Data<'gc>`), `Name => static Data` for
/// data without.
#[macro_export]
macro_rules! handle {
    ($(#[$meta:meta])* $name:ident => static $data:ident) => {
        $crate::handle!(@define [$(#[$meta])*] $name, $data);
    };
    ($(#[$meta:meta])* $name:ident => $data:ident) => {
        $crate::handle!(@define [$(#[$meta])*] $name, $data<'gc>);
    };
    (@define [$(#[$meta:meta])*] $name:ident, $data:ty) => {
        $(#[$meta])*
        #[derive(Clone, Copy, gc_arena::Collect)]
        #[collect(no_drop)]
        pub struct $name<'gc>(pub gc_arena::Gc<'gc, $data>);

        impl<'gc> $name<'gc> {
            /// Puts `data` in the arena.
            #[inline]
            pub fn alloc(mc: &gc_arena::Mutation<'gc>, data: $data) -> Self {
                Self(gc_arena::Gc::new(mc, data))
            }

            /// The data, for as long as the arena is entered.
            #[inline(always)]
            pub fn data(self) -> &'gc $data {
                self.0.as_ref()
            }

            /// The data with the write barrier paid.
            #[inline(always)]
            pub fn write(self, mc: &gc_arena::Mutation<'gc>) -> &'gc gc_arena::barrier::Write<$data> {
                gc_arena::Gc::write(mc, self.0)
            }

            /// Whether both handles are the same object.
            #[inline(always)]
            pub fn is(self, other: Self) -> bool {
                gc_arena::Gc::ptr_eq(self.0, other.0)
            }

            /// The object's address: its identity for `id()`.
            #[inline]
            pub fn address(self) -> usize {
                gc_arena::Gc::as_ptr(self.0).cast::<()>() as usize
            }
        }

        impl<'gc> std::ops::Deref for $name<'gc> {
            type Target = $data;
            #[inline(always)]
            fn deref(&self) -> &$data {
                &self.0
            }
        }

        impl PartialEq for $name<'_> {
            fn eq(&self, other: &Self) -> bool {
                gc_arena::Gc::ptr_eq(self.0, other.0)
            }
        }
        impl Eq for $name<'_> {}
    };
}

/// Declares [`Value`]: the scalar variants are written out, the handle
/// variants come from this list. A new native type is one line here.
macro_rules! values {
    ($($variant:ident($ty:ident)),* $(,)?) => {
        /// A Python value. See the [module](self) for what each variant means.
        #[derive(Clone, Copy, Collect)]
        #[collect(no_drop)]
        pub enum Value<'gc> {
            /// No value: an unbound local, or the NULL that some opcodes push.
            Null,
            None,
            False,
            True,
            Ellipsis,
            NotImplemented,
            /// An int that fits 64 bits; never also held as a [`Value::BigInt`].
            Int(i64),
            /// A float, as the bits of an `f64`.
            Float(u64),
            $(#[allow(missing_docs)] $variant($ty<'gc>),)*
        }

        $(impl<'gc> From<$ty<'gc>> for Value<'gc> {
            #[inline(always)]
            fn from(handle: $ty<'gc>) -> Self {
                Value::$variant(handle)
            }
        })*

        impl<'gc> Value<'gc> {
            /// The object's address, or nothing for values without identity.
            pub fn address(self) -> Option<usize> {
                match self {
                    $(Value::$variant(handle) => Some(handle.address()),)*
                    _ => None,
                }
            }

            /// Whether the collector is about to free the object: exact between
            /// marking and sweeping.
            pub fn is_dead(self, fc: &gc_arena::Finalization<'gc>) -> bool {
                match self {
                    $(Value::$variant(handle) => Gc::is_dead(fc, handle.0),)*
                    _ => false,
                }
            }

            /// Keeps a dead object, and all that it refers to, for this cycle.
            pub fn resurrect(self, fc: &gc_arena::Finalization<'gc>) {
                match self {
                    $(Value::$variant(handle) => Gc::resurrect(fc, handle.0),)*
                    _ => {}
                }
            }

            /// `is`: the same object. Scalars are the same when they are equal
            /// bit for bit.
            #[inline]
            pub fn is(self, other: Self) -> bool {
                match (self, other) {
                    (Value::Int(a), Value::Int(b)) => a == b,
                    (Value::Float(a), Value::Float(b)) => a == b,
                    $((Value::$variant(a), Value::$variant(b)) => a.is(b),)*
                    _ => self.is_singleton() && std::mem::discriminant(&self) == std::mem::discriminant(&other),
                }
            }
        }

        impl<'gc> Classified<'gc> for Value<'gc> {
            #[inline]
            fn class(self, types: &Types<'gc>) -> Class<'gc> {
                match self {
                    Value::Null | Value::None => types.none_type,
                    Value::False | Value::True => types.bool,
                    Value::Ellipsis => types.ellipsis,
                    Value::NotImplemented => types.not_implemented_type,
                    Value::Int(_) => types.int,
                    Value::Float(_) => types.float,
                    $(Value::$variant(handle) => handle.class(types),)*
                }
            }
        }
    };
}

values! {
    BigInt(BigInt), Complex(Complex), Str(Str), Bytes(Bytes), ByteArray(ByteArray),
    Tuple(Tuple), List(List), Dict(Dict), Set(Set), FrozenSet(FrozenSet),
    Range(Range), Slice(Slice), Iter(Iter), Deque(Deque), Twister(Twister), MemoryView(MemoryView),
    DictView(DictView), MappingProxy(MappingProxy),
    Class(Class), Instance(Instance), Exception(Exception), Module(Module),
    Function(Function), Builtin(Builtin), Method(Method),
    Property(Property), StaticMethod(StaticMethod), ClassMethod(ClassMethod),
    Super(Super), GetSet(GetSet), Member(Member),
    Code(Code), Frame(Frame), FrameLocalsProxy(FrameLocalsProxy), Cell(Cell), Traceback(Traceback),
    Generator(Generator), Coroutine(Coroutine), AsyncGenerator(AsyncGenerator),
    CoroutineWrapper(CoroutineWrapper), AsyncGenASend(AsyncGenASend), AsyncGenAThrow(AsyncGenAThrow),
    AsyncGenWrapped(AsyncGenWrapped), AnextAwaitable(AnextAwaitable),
    Template(Template), Interpolation(Interpolation), TemplateIter(TemplateIter),
    WeakRef(WeakRef), Abc(Abc), GenericAlias(GenericAlias), Union(Union), TypeParam(TypeParam),
    ParamSpecPart(ParamSpecPart), TypeAlias(TypeAlias), ConstEvaluator(ConstEvaluator),
    ContextVar(ContextVar), Context(Context), Token(Token), ThreadLock(ThreadLock), TextFile(TextFile),
    Pattern(Pattern), Match(Match), Scanner(Scanner), Replacement(Replacement),
    IoStream(IoStream),
}

impl<'gc> Value<'gc> {
    /// `True` or `False`.
    #[inline(always)]
    pub fn bool(b: bool) -> Self {
        if b { Value::True } else { Value::False }
    }

    /// A float.
    #[inline(always)]
    pub fn float(f: f64) -> Self {
        Value::Float(f.to_bits())
    }

    #[inline(always)]
    pub fn is_null(self) -> bool {
        matches!(self, Value::Null)
    }

    #[inline(always)]
    pub fn is_none(self) -> bool {
        matches!(self, Value::None)
    }

    /// Whether the value is one of the objects of which there is only one.
    pub fn is_singleton(self) -> bool {
        matches!(self, Value::Null | Value::None | Value::False | Value::True | Value::Ellipsis | Value::NotImplemented)
    }

    /// The value unless it is [`Value::Null`].
    #[inline]
    pub fn some(self) -> Option<Self> {
        if self.is_null() { None } else { Some(self) }
    }

    /// The value, or `default` when it is [`Value::Null`]: an argument left out.
    #[inline]
    pub fn or(self, default: Value<'gc>) -> Self {
        if self.is_null() { default } else { self }
    }

    /// What the value is underneath: the payload of an instance of a class that
    /// derives from a built-in type, else the value itself.
    #[inline]
    pub fn payload(self) -> Value<'gc> {
        match self {
            Value::Instance(instance) => match instance.payload.get() {
                Value::Null => self,
                payload => payload,
            },
            _ => self,
        }
    }

    /// `True` and `False` as a Rust bool; other values are `None`.
    #[inline]
    pub fn as_bool(self) -> Option<bool> {
        match self {
            Value::True => Some(true),
            Value::False => Some(false),
            _ => None,
        }
    }
}

/// Accessors that look through an instance to its native payload.
macro_rules! accessors {
    ($($name:ident $variant:ident $ty:ident;)*) => {
        impl<'gc> Value<'gc> {
            $(
                #[doc = concat!("The value as `", stringify!($ty), "`, subclasses included.")]
                #[inline]
                pub fn $name(self) -> Option<$ty<'gc>> {
                    match self {
                        Value::$variant(handle) => Some(handle),
                        Value::Instance(instance) => match instance.payload.get() {
                            Value::$variant(handle) => Some(handle),
                            _ => None,
                        },
                        _ => None,
                    }
                }
            )*
        }
    };
}

accessors! {
    as_str Str Str; as_bytes Bytes Bytes; as_bytearray ByteArray ByteArray; as_tuple Tuple Tuple; as_list List List;
    as_dict Dict Dict; as_set Set Set; as_frozenset FrozenSet FrozenSet; as_complex Complex Complex;
    as_deque Deque Deque; as_module Module Module; as_property Property Property; as_function Function Function;
    as_code Code Code; as_range Range Range; as_slice Slice Slice;
    as_weak_ref WeakRef WeakRef; as_generic_alias GenericAlias GenericAlias; as_thread_lock ThreadLock ThreadLock;
    as_io_stream IoStream IoStream; as_static_method StaticMethod StaticMethod; as_class_method ClassMethod ClassMethod;
}

impl<'gc> Value<'gc> {
    /// The value as a class.
    #[inline]
    pub fn as_class(self) -> Option<Class<'gc>> {
        match self {
            Value::Class(class) => Some(class),
            _ => None,
        }
    }

    /// The value as an exception object.
    #[inline]
    pub fn as_exception(self) -> Option<Exception<'gc>> {
        match self {
            Value::Exception(exception) => Some(exception),
            _ => None,
        }
    }

    /// An int or bool (or subclass) that fits 64 bits.
    #[inline]
    pub fn as_i64(self) -> Option<i64> {
        match self.payload() {
            Value::Int(i) => Some(i),
            Value::True => Some(1),
            Value::False => Some(0),
            _ => None,
        }
    }

    /// A float (or subclass); ints are not converted.
    #[inline]
    pub fn as_f64(self) -> Option<f64> {
        match self.payload() {
            Value::Float(bits) => Some(f64::from_bits(bits)),
            _ => None,
        }
    }
}

impl From<bool> for Value<'_> {
    fn from(b: bool) -> Self {
        Value::bool(b)
    }
}

impl From<i64> for Value<'_> {
    fn from(i: i64) -> Self {
        Value::Int(i)
    }
}

impl From<f64> for Value<'_> {
    fn from(f: f64) -> Self {
        Value::float(f)
    }
}

impl From<()> for Value<'_> {
    fn from((): ()) -> Self {
        Value::None
    }
}

/// What class an object of this kind has when it is not an instance of a
/// class made by a program.
pub trait Classified<'gc> {
    fn class(self, types: &Types<'gc>) -> Class<'gc>;
}

/// States the class of handles whose class never varies.
#[macro_export]
macro_rules! classified {
    ($($ty:ident => $field:ident),* $(,)?) => {
        $(impl<'gc> $crate::value::Classified<'gc> for $ty<'gc> {
            #[inline]
            fn class(self, types: &$crate::types::Types<'gc>) -> $crate::types::Class<'gc> {
                types.$field
            }
        })*
    };
}

/// Shared slices of values, as argument windows and tuples use them.
pub type Values<'gc> = Box<[Value<'gc>]>;

const _: () = assert!(std::mem::size_of::<Value<'static>>() == 16);
const _: () = assert!(std::mem::size_of::<Gc<'static, ()>>() == 8);
