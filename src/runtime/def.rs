//! Tables of natives: a type's or module's file lists what it offers, and the
//! start-up puts it in place.

use super::{Args, Ctx, NativeResult};
use crate::types::BuiltinKind;
use crate::value::Value;

/// A function written in Rust. Methods get their receiver as the first argument.
pub type NativeFn = for<'a, 'gc> fn(Ctx<'gc>, Args<'a, 'gc>) -> NativeResult<'gc>;

/// Computes an attribute of the given object.
pub type Getter = for<'gc> fn(Ctx<'gc>, Value<'gc>) -> NativeResult<'gc>;

/// Sets an attribute of the first value to the second; NULL deletes it.
pub type Setter = for<'gc> fn(Ctx<'gc>, Value<'gc>, Value<'gc>) -> NativeResult<'gc>;

/// A native function as a table gives it.
#[derive(Clone, Copy)]
pub struct FunctionDef {
    pub name: &'static str,
    /// The parameters as Python writes them, receiver included:
    /// `(self, index=-1, /)`, `(iterable, /, *, key=None, reverse=False)`.
    pub params: &'static str,
    pub func: NativeFn,
    pub kind: BuiltinKind,
    pub doc: &'static str,
}

impl FunctionDef {
    const fn new(kind: BuiltinKind, name: &'static str, params: &'static str, func: NativeFn) -> Self {
        Self { name, params, func, kind, doc: "" }
    }

    /// With a docstring.
    #[must_use]
    pub const fn doc(self, doc: &'static str) -> Self {
        Self { doc, ..self }
    }
}

/// A function of a module.
pub const fn function(name: &'static str, params: &'static str, func: NativeFn) -> FunctionDef {
    FunctionDef::new(BuiltinKind::Function, name, params, func)
}

/// A method of a type.
pub const fn method(name: &'static str, params: &'static str, func: NativeFn) -> FunctionDef {
    FunctionDef::new(BuiltinKind::Method, name, params, func)
}

/// A special method (`__add__`) that CPython shows as a slot wrapper.
pub const fn slot(name: &'static str, params: &'static str, func: NativeFn) -> FunctionDef {
    FunctionDef::new(BuiltinKind::Slot, name, params, func)
}

/// A class method; the first parameter is the class.
pub const fn class_method(name: &'static str, params: &'static str, func: NativeFn) -> FunctionDef {
    FunctionDef::new(BuiltinKind::ClassMethod, name, params, func)
}

/// A static method. `__new__` is one, with the class as an explicit first parameter.
pub const fn static_method(name: &'static str, params: &'static str, func: NativeFn) -> FunctionDef {
    FunctionDef::new(BuiltinKind::Static, name, params, func)
}

/// A computed attribute as a table gives it.
#[derive(Clone, Copy)]
pub struct AttributeDef {
    pub name: &'static str,
    pub get: Getter,
    pub set: Option<Setter>,
    /// Whether Python sees a member descriptor instead of a getset descriptor.
    pub member: bool,
}

/// A read-only computed attribute (getset descriptor).
pub const fn getter(name: &'static str, get: Getter) -> AttributeDef {
    AttributeDef { name, get, set: None, member: false }
}

/// A computed attribute that can be set.
pub const fn getset(name: &'static str, get: Getter, set: Setter) -> AttributeDef {
    AttributeDef { name, get, set: Some(set), member: false }
}

/// A read-only field (member descriptor).
pub const fn member(name: &'static str, get: Getter) -> AttributeDef {
    AttributeDef { name, get, set: None, member: true }
}

/// A field that can be set (member descriptor).
pub const fn member_set(name: &'static str, get: Getter, set: Setter) -> AttributeDef {
    AttributeDef { name, get, set: Some(set), member: true }
}

/// What a native type offers besides its place in the table of classes.
#[derive(Clone, Copy)]
pub struct TypeDef {
    pub doc: Option<&'static str>,
    pub functions: &'static [FunctionDef],
    pub attributes: &'static [AttributeDef],
    /// Special names set to None: `__hash__` of an unhashable type.
    pub absent: &'static [&'static str],
}

impl TypeDef {
    /// Nothing.
    pub const EMPTY: TypeDef = TypeDef { doc: None, functions: &[], attributes: &[], absent: &[] };
}
