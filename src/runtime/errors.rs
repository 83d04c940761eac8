//! Making exceptions. Messages are whole sentences made by the caller.

use rustpython_wtf8::Wtf8Buf;

use super::{Ctx, Raise};
use crate::types::{Class, Exception, Str, Tuple};
use crate::value::Value;

/// One constructor for each class that natives raise often.
macro_rules! raisers {
    ($($name:ident $class:ident;)*) => {
        impl<'gc> Ctx<'gc> {
            $(
                #[doc = concat!("A `", stringify!($class), "` with this message.")]
                #[cold]
                pub fn $name(self, message: impl Into<Wtf8Buf>) -> Raise<'gc> {
                    self.error(self.types.exceptions.$class, message)
                }
            )*
        }
    };
}

raisers! {
    attribute_error_plain AttributeError;
    import_error_plain ImportError;
    index_error IndexError;
    memory_error MemoryError;
    name_error_plain NameError;
    not_implemented_error NotImplementedError;
    os_error OSError;
    overflow_error OverflowError;
    recursion_error RecursionError;
    runtime_error RuntimeError;
    system_error SystemError;
    type_error TypeError;
    unbound_local_error UnboundLocalError;
    value_error ValueError;
    zero_division_error ZeroDivisionError;
    reference_error ReferenceError;
    lookup_error LookupError;
    buffer_error BufferError;
}

impl<'gc> Ctx<'gc> {
    /// An exception of a native class with a message.
    #[cold]
    pub fn error(self, class: Class<'gc>, message: impl Into<Wtf8Buf>) -> Raise<'gc> {
        let message = Value::Str(Str::new(self.mc, message));
        self.exception(class, &[message])
    }

    /// An exception of a native class with these arguments.
    #[cold]
    pub fn exception(self, class: Class<'gc>, args: &[Value<'gc>]) -> Raise<'gc> {
        Exception::new(self.mc, class, Tuple::new(self.mc, args))
    }

    /// KeyError of a key.
    #[cold]
    pub fn key_error(self, key: Value<'gc>) -> Raise<'gc> {
        self.exception(self.types.exceptions.KeyError, &[key])
    }

    /// StopIteration of a value; None gives one without arguments.
    #[cold]
    pub fn stop_iteration(self, value: Value<'gc>) -> Raise<'gc> {
        let class = self.types.exceptions.StopIteration;
        let raise = if value.is_none() { self.exception(class, &[]) } else { self.exception(class, &[value]) };
        raise.set_field(self.mc, 0, value);
        raise
    }

    /// AttributeError with `name` and `obj` set.
    #[cold]
    pub fn attribute_error(self, message: impl Into<Wtf8Buf>, object: Value<'gc>, name: Str<'gc>) -> Raise<'gc> {
        let raise = self.attribute_error_plain(message);
        raise.set_field(self.mc, 0, name.into());
        raise.set_field(self.mc, 1, object);
        raise
    }

    /// The AttributeError of an attribute that is not there.
    #[cold]
    pub fn no_attribute(self, object: Value<'gc>, name: Str<'gc>) -> Raise<'gc> {
        let message = match object {
            Value::Class(class) => {
                format!("type object '{}' has no attribute '{}'", class.name.get().lossy(), name.lossy())
            }
            _ => format!("'{}' object has no attribute '{}'", self.type_name(object), name.lossy()),
        };
        self.attribute_error(message, object, name)
    }

    /// NameError with `name` set.
    #[cold]
    pub fn name_error(self, name: Str<'gc>) -> Raise<'gc> {
        let raise = self.name_error_plain(format!("name '{}' is not defined", name.lossy()));
        raise.set_field(self.mc, 0, name.into());
        raise
    }

    /// Whether the exception is of a class.
    pub fn is_raised(self, raise: Raise<'gc>, class: Class<'gc>) -> bool {
        raise.class.get().is_subclass(class)
    }

    /// An internal error: a bug of the runtime, never of a program.
    #[cold]
    pub fn internal_error(self, message: &str) -> Raise<'gc> {
        self.system_error(format!("internal error: {message}"))
    }
}
