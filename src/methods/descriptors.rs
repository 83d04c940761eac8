//! Methods of the descriptor types. Mirrors `Objects/descrobject.c`,
//! `funcobject.c` and `typeobject.c`.
//!
//! | module | types |
//! |---|---|
//! | [`property`] | property |
//! | [`wrappers`] | staticmethod, classmethod |
//! | [`super_`] | super |
//! | [`native`] | getset_descriptor, member_descriptor |

pub mod native;
pub mod property;
pub mod super_;
pub mod wrappers;

pub use native::{GETSET_DESCRIPTOR, MEMBER_DESCRIPTOR};
pub use property::PROPERTY;
pub use super_::SUPER;
pub use wrappers::{CLASSMETHOD, STATICMETHOD};

use crate::runtime::{Args, Ctx, NativeResult, Raise};
use crate::types::Class;
use crate::value::Value;

/// The object (NULL for none) and class that `__get__(self, instance, owner=None, /)` was given.
///
/// # Errors
/// TypeError when both are None.
pub fn get_target<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>) -> Result<(Value<'gc>, Class<'gc>), Raise<'gc>> {
    let object = if args.get(1).is_none() { Value::Null } else { args.get(1) };
    match args.get(2) {
        Value::Class(class) => Ok((object, class)),
        Value::Null | Value::None if object.is_null() => Err(ctx.type_error("__get__(None, None) is invalid")),
        _ => Ok((object, ctx.class_of(object))),
    }
}

/// `__get__` of the types that [`crate::vm::attributes::bind()`] knows.
///
/// # Errors
/// TypeError when both arguments are None, or what binding raises.
pub fn get<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (object, class) = get_target(ctx, &args)?;
    crate::vm::attributes::bind(ctx, args.get(0), object, class)
}
