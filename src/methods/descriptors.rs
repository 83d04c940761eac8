//! Methods of property, staticmethod, classmethod, super, getset_descriptor, member_descriptor, mappingproxy.

use crate::runtime::def::TypeDef;

/// What property offers.
pub const PROPERTY: TypeDef = TypeDef::EMPTY;
/// What staticmethod offers.
pub const STATICMETHOD: TypeDef = TypeDef::EMPTY;
/// What classmethod offers.
pub const CLASSMETHOD: TypeDef = TypeDef::EMPTY;
/// What super offers.
pub const SUPER: TypeDef = TypeDef::EMPTY;
/// What getset_descriptor offers.
pub const GETSET_DESCRIPTOR: TypeDef = TypeDef::EMPTY;
/// What member_descriptor offers.
pub const MEMBER_DESCRIPTOR: TypeDef = TypeDef::EMPTY;
/// What mappingproxy offers.
pub const MAPPINGPROXY: TypeDef = TypeDef::EMPTY;
