//! Functions made by `def` and `lambda`, functions written in Rust, and bound
//! methods. Mirrors `Objects/funcobject.c`, `methodobject.c`, `classobject.c`.

use gc_arena::Collect;
use gc_arena::lock::Lock;

use super::{Class, Dict, Str, Tuple, Types};
use crate::objects::Code;
use crate::runtime::{NativeFn, Signature};
use crate::value::{Classified, Value};
use crate::{classified, handle};

/// A Python function. `None` in a lock means that Python sees its default.
#[derive(Collect)]
#[collect(no_drop)]
pub struct FunctionData<'gc> {
    pub code: Lock<Code<'gc>>,
    pub globals: Dict<'gc>,
    pub builtins: Dict<'gc>,
    /// The instance of a class derived from dict whose dict `globals` is, when
    /// names that are not in there are to be asked of it (its `__missing__`); else NULL.
    pub namespace: Lock<Value<'gc>>,
    pub closure: Lock<Option<Tuple<'gc>>>,
    pub defaults: Lock<Option<Tuple<'gc>>>,
    pub kwdefaults: Lock<Option<Dict<'gc>>>,
    pub name: Lock<Str<'gc>>,
    pub qualname: Lock<Str<'gc>>,
    pub dict: Lock<Option<Dict<'gc>>>,
    /// `__doc__`; NULL stands for the docstring of the code.
    pub doc: Lock<Value<'gc>>,
    pub module: Lock<Value<'gc>>,
    /// `__annotate__`, or NULL.
    pub annotate: Lock<Value<'gc>>,
    /// `__annotations__` once computed or assigned, or NULL.
    pub annotations: Lock<Value<'gc>>,
    pub type_params: Lock<Option<Tuple<'gc>>>,
}

handle! {
    /// A function object.
    Function => FunctionData
}
classified! { Function => function }

/// What a [`Builtin`] is to Python, which decides its type, binding and repr.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BuiltinKind {
    /// A module's function: `builtin_function_or_method`, never binds.
    Function,
    /// `method_descriptor`: binds to instances.
    Method,
    /// `wrapper_descriptor`: a dunder of a native type; binds as `method-wrapper`.
    Slot,
    /// `classmethod_descriptor`: binds to the class.
    ClassMethod,
    /// `__new__` and other static natives: never binds.
    Static,
}

impl BuiltinKind {
    /// Whether the first argument is the object that the function belongs to.
    pub fn has_receiver(self) -> bool {
        matches!(self, Self::Method | Self::Slot | Self::ClassMethod)
    }
}

/// A function written in Rust.
#[derive(Collect)]
#[collect(no_drop)]
pub struct BuiltinData<'gc> {
    pub name: Str<'gc>,
    /// The class that owns it, unless it belongs to a module.
    pub owner: Option<Class<'gc>>,
    /// `__module__` of a module's function; also the owner of a static one.
    pub module: Lock<Value<'gc>>,
    #[collect(require_static)]
    pub kind: BuiltinKind,
    /// The parameters in Python's notation.
    #[collect(require_static)]
    pub params: &'static str,
    /// The parameters, read at the first call.
    #[collect(require_static)]
    pub signature: std::cell::OnceCell<Signature>,
    #[collect(require_static)]
    pub func: NativeFn,
    #[collect(require_static)]
    pub doc: &'static str,
}

handle! {
    /// A function written in Rust.
    Builtin => BuiltinData
}

impl<'gc> Classified<'gc> for Builtin<'gc> {
    fn class(self, types: &Types<'gc>) -> Class<'gc> {
        match self.kind {
            BuiltinKind::Function | BuiltinKind::Static => types.builtin_function_or_method,
            BuiltinKind::Method => types.method_descriptor,
            BuiltinKind::Slot => types.wrapper_descriptor,
            BuiltinKind::ClassMethod => types.classmethod_descriptor,
        }
    }
}

/// A callable with its first argument.
#[derive(Collect)]
#[collect(no_drop)]
pub struct MethodData<'gc> {
    pub function: Value<'gc>,
    pub receiver: Value<'gc>,
}

handle! {
    /// A bound method.
    Method => MethodData
}

impl<'gc> Classified<'gc> for Method<'gc> {
    fn class(self, types: &Types<'gc>) -> Class<'gc> {
        match self.function {
            Value::Builtin(builtin) if builtin.kind == BuiltinKind::Slot => types.method_wrapper,
            Value::Builtin(builtin) if builtin.kind.has_receiver() => types.builtin_function_or_method,
            _ => types.method,
        }
    }
}
