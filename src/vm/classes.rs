//! Making and calling classes. Mirrors `type_new`, `type_call` and
//! `mro_internal` of `Objects/typeobject.c`, and `builtin___build_class__`.
//!
//! | module | what |
//! |---|---|
//! | [`build`] | the `class` statement |
//! | [`mod@new`] | `type.__new__` |
//! | [`slots`] | `__slots__` and what instances consist of |
//! | [`bases`] | base and metaclass of a new class |
//! | [`mro`] | method resolution order |
//! | [`call`] | `C(...)` |
//! | [`instance_check`] | `isinstance`, `issubclass` |

pub mod bases;
pub mod build;
pub mod call;
pub mod instance_check;
pub mod mro;
pub mod new;
pub mod slots;

pub use build::build_class;
pub use call::{call_class, is_plain, type_call};
pub use instance_check::{is_instance, is_subclass};
pub use mro::linearise;

use crate::runtime::Ctx;
use crate::types::{BuiltinKind, Class};
use crate::value::Value;

/// Whether `attribute` is a native function of that very class, such as
/// `object.__init__`.
#[inline]
pub fn is_native_of<'gc>(attribute: Value<'gc>, owner: Class<'gc>) -> bool {
    match attribute {
        Value::Builtin(builtin) => {
            builtin.kind != BuiltinKind::Function && builtin.owner.is_some_and(|class| class.is(owner))
        }
        _ => false,
    }
}

/// The module of a class as `__module__` tells it, if it is text.
pub fn module_of<'gc>(ctx: Ctx<'gc>, class: Class<'gc>) -> Option<String> {
    match class.dict.get_str(ctx.names.module) {
        Some(Value::Str(module)) => Some(module.lossy().into_owned()),
        Some(_) => None,
        None if class.has(crate::types::ClassFlags::HEAP) => None,
        None => Some("builtins".to_owned()),
    }
}

/// `module.qualname`, or the qualname alone for built-in classes.
pub fn full_name<'gc>(ctx: Ctx<'gc>, class: Class<'gc>) -> String {
    let qualname = class.qualname.get().lossy();
    match module_of(ctx, class) {
        Some(module) if module != "builtins" => format!("{module}.{qualname}"),
        Some(_) => qualname.into_owned(),
        None => class.name.get().lossy().into_owned(),
    }
}

/// `<class 'module.qualname'>`.
pub fn class_repr<'gc>(ctx: Ctx<'gc>, class: Class<'gc>) -> String {
    format!("<class '{}'>", full_name(ctx, class))
}
