//! property, staticmethod, classmethod, super, and the descriptors of native
//! attributes. Mirrors `Objects/descrobject.c`, `funcobject.c`, `typeobject.c`.

use gc_arena::Collect;
use gc_arena::lock::Lock;

use super::{Class, Dict, Str, Types};
use crate::runtime::{Getter, Setter};
use crate::value::{Classified, Value};
use crate::{classified, handle};

/// The accessors of a property; `None` (the Python value) where there is none.
#[derive(Collect)]
#[collect(no_drop)]
pub struct PropertyData<'gc> {
    pub get: Lock<Value<'gc>>,
    pub set: Lock<Value<'gc>>,
    pub del: Lock<Value<'gc>>,
    pub doc: Lock<Value<'gc>>,
    pub name: Lock<Value<'gc>>,
}

handle! {
    /// A property object.
    Property => PropertyData
}

/// A callable that does not bind, or binds to the class.
#[derive(Collect)]
#[collect(no_drop)]
pub struct WrapperData<'gc> {
    pub function: Lock<Value<'gc>>,
    pub dict: Lock<Option<Dict<'gc>>>,
}

handle! {
    /// A staticmethod object.
    StaticMethod => WrapperData
}

handle! {
    /// A classmethod object.
    ClassMethod => WrapperData
}

/// Where `super` starts (after `class`) and what it binds to.
#[derive(Collect)]
#[collect(no_drop)]
pub struct SuperData<'gc> {
    pub class: Lock<Option<Class<'gc>>>,
    pub object: Lock<Value<'gc>>,
    pub object_class: Lock<Option<Class<'gc>>>,
}

handle! {
    /// A super object.
    Super => SuperData
}

/// An attribute of a native type computed by Rust code.
#[derive(Collect)]
#[collect(no_drop)]
pub struct GetSetData<'gc> {
    pub name: Str<'gc>,
    pub owner: Class<'gc>,
    #[collect(require_static)]
    pub get: Getter,
    #[collect(require_static)]
    pub set: Option<Setter>,
    /// Whether Python shows it as a member descriptor (a plain field).
    #[collect(require_static)]
    pub member: bool,
    #[collect(require_static)]
    pub doc: &'static str,
}

handle! {
    /// A getset (or native member) descriptor.
    GetSet => GetSetData
}

impl<'gc> Classified<'gc> for GetSet<'gc> {
    fn class(self, types: &Types<'gc>) -> Class<'gc> {
        if self.member { types.member_descriptor } else { types.getset_descriptor }
    }
}

/// An attribute named in `__slots__`, or a field of a native exception.
#[derive(Collect)]
#[collect(no_drop)]
pub struct MemberData<'gc> {
    pub name: Str<'gc>,
    pub owner: Class<'gc>,
    /// The position among the slots of the instance.
    #[collect(require_static)]
    pub index: usize,
}

handle! {
    /// A member descriptor.
    Member => MemberData
}

/// A read-only view of a mapping.
#[derive(Collect)]
#[collect(no_drop)]
pub struct MappingProxyData<'gc> {
    pub mapping: Value<'gc>,
}

handle! {
    /// A mappingproxy object.
    MappingProxy => MappingProxyData
}

classified! {
    Property => property, StaticMethod => staticmethod, ClassMethod => classmethod, Super => super_,
    Member => member_descriptor, MappingProxy => mappingproxy,
}
