//! Objects of type annotations: generic aliases, unions, type parameters and
//! type aliases. Mirrors `Objects/genericaliasobject.c`,
//! `Objects/unionobject.c` and `Objects/typevarobject.c`.

use std::cell::Cell as StdCell;

use gc_arena::Collect;
use gc_arena::lock::Lock;

use super::{Class, Dict, Str, Tuple, Types};
use crate::value::{Classified, Value};
use crate::{classified, handle};

/// `origin[args]`.
#[derive(Collect)]
#[collect(no_drop)]
pub struct GenericAliasData<'gc> {
    pub origin: Value<'gc>,
    pub args: Tuple<'gc>,
    /// The type parameters in `args`, once asked for.
    pub parameters: Lock<Option<Tuple<'gc>>>,
    /// Whether it was unpacked: `*origin[args]`.
    pub starred: bool,
}

handle! {
    /// A `types.GenericAlias` object.
    GenericAlias => GenericAliasData
}

/// `a | b | ...`: at least two members, no two equal, None as its class.
#[derive(Collect)]
#[collect(no_drop)]
pub struct UnionData<'gc> {
    pub args: Tuple<'gc>,
    /// The type parameters in `args`, once asked for.
    pub parameters: Lock<Option<Tuple<'gc>>>,
}

handle! {
    /// A `typing.Union` object.
    Union => UnionData
}

/// The kinds of type parameters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TypeParamKind {
    TypeVar,
    ParamSpec,
    TypeVarTuple,
}

/// A value that may still have to be computed.
#[derive(Collect)]
#[collect(no_drop)]
pub struct Lazy<'gc> {
    /// The value, or NULL.
    pub value: Lock<Value<'gc>>,
    /// The function of a format that computes it, or NULL.
    pub evaluate: Lock<Value<'gc>>,
}

impl<'gc> Lazy<'gc> {
    /// A value that is known, or (NULL) that there is none.
    pub fn known(value: Value<'gc>) -> Self {
        Self { value: Lock::new(value), evaluate: Lock::new(Value::Null) }
    }

    /// A value computed by `function` when it is asked for.
    pub fn computed(function: Value<'gc>) -> Self {
        Self { value: Lock::new(Value::Null), evaluate: Lock::new(function) }
    }

    /// Whether there is neither a value nor a way to compute it.
    pub fn is_absent(&self) -> bool {
        self.value.get().is_null() && self.evaluate.get().is_null()
    }
}

/// A type parameter.
#[derive(Collect)]
#[collect(no_drop)]
pub struct TypeParamData<'gc> {
    #[collect(require_static)]
    pub kind: TypeParamKind,
    pub name: Str<'gc>,
    pub bound: Lazy<'gc>,
    pub constraints: Lazy<'gc>,
    pub default: Lazy<'gc>,
    #[collect(require_static)]
    pub covariant: StdCell<bool>,
    #[collect(require_static)]
    pub contravariant: StdCell<bool>,
    #[collect(require_static)]
    pub infer_variance: StdCell<bool>,
    pub dict: Lock<Option<Dict<'gc>>>,
}

handle! {
    /// A TypeVar, ParamSpec or TypeVarTuple.
    TypeParam => TypeParamData
}

impl<'gc> Classified<'gc> for TypeParam<'gc> {
    fn class(self, types: &Types<'gc>) -> Class<'gc> {
        match self.kind {
            TypeParamKind::TypeVar => types.type_var,
            TypeParamKind::ParamSpec => types.param_spec,
            TypeParamKind::TypeVarTuple => types.type_var_tuple,
        }
    }
}

/// `P.args` or `P.kwargs`.
#[derive(Collect)]
#[collect(no_drop)]
pub struct ParamSpecPartData<'gc> {
    pub origin: Value<'gc>,
    /// Whether it is `P.kwargs`.
    pub kwargs: bool,
}

handle! {
    /// `P.args` or `P.kwargs`.
    ParamSpecPart => ParamSpecPartData
}

impl<'gc> Classified<'gc> for ParamSpecPart<'gc> {
    fn class(self, types: &Types<'gc>) -> Class<'gc> {
        if self.kwargs { types.param_spec_kwargs } else { types.param_spec_args }
    }
}

/// `type Name[params] = value`.
#[derive(Collect)]
#[collect(no_drop)]
pub struct TypeAliasData<'gc> {
    pub name: Str<'gc>,
    pub type_params: Tuple<'gc>,
    pub value: Lazy<'gc>,
    /// Holds `__module__`.
    pub dict: Dict<'gc>,
}

handle! {
    /// A `typing.TypeAliasType` object.
    TypeAlias => TypeAliasData
}

/// A function of a format for a value that is there already.
#[derive(Collect)]
#[collect(no_drop)]
pub struct ConstEvaluatorData<'gc> {
    pub value: Value<'gc>,
}

handle! {
    /// A constant evaluator.
    ConstEvaluator => ConstEvaluatorData
}

classified! {
    GenericAlias => generic_alias, Union => union, TypeAlias => type_alias, ConstEvaluator => const_evaluator,
}
