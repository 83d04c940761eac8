//! Methods of function, method, builtin_function_or_method, method_descriptor, wrapper_descriptor, classmethod_descriptor, method_wrapper.

use crate::runtime::def::TypeDef;

/// What function offers.
pub const FUNCTION: TypeDef = TypeDef::EMPTY;
/// What method offers.
pub const METHOD: TypeDef = TypeDef::EMPTY;
/// What builtin_function_or_method offers.
pub const BUILTIN_FUNCTION_OR_METHOD: TypeDef = TypeDef::EMPTY;
/// What method_descriptor offers.
pub const METHOD_DESCRIPTOR: TypeDef = TypeDef::EMPTY;
/// What wrapper_descriptor offers.
pub const WRAPPER_DESCRIPTOR: TypeDef = TypeDef::EMPTY;
/// What classmethod_descriptor offers.
pub const CLASSMETHOD_DESCRIPTOR: TypeDef = TypeDef::EMPTY;
/// What method_wrapper offers.
pub const METHOD_WRAPPER: TypeDef = TypeDef::EMPTY;
