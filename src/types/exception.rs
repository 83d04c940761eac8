//! Exception objects and tracebacks. Mirrors `Objects/exceptions.c` and
//! `Python/traceback.c`.

use std::cell::Cell as StdCell;

use gc_arena::lock::Lock;
use gc_arena::{Collect, Mutation, barrier::unlock};

use super::{Class, Dict, Tuple, Types};
use crate::handle;
use crate::objects::Frame;
use crate::value::{Classified, Value};

/// An exception of any class.
#[derive(Collect)]
#[collect(no_drop)]
pub struct ExceptionData<'gc> {
    pub class: Lock<Class<'gc>>,
    pub args: Lock<Tuple<'gc>>,
    pub dict: Lock<Option<Dict<'gc>>>,
    pub traceback: Lock<Option<Traceback<'gc>>>,
    pub context: Lock<Option<Exception<'gc>>>,
    pub cause: Lock<Option<Exception<'gc>>>,
    #[collect(require_static)]
    pub suppress_context: StdCell<bool>,
    /// The fields of the native class (`value` of StopIteration, `errno` of
    /// OSError, ...), then the `__slots__` of classes made by a program.
    pub fields: Box<[Lock<Value<'gc>>]>,
}

handle! {
    /// An exception object.
    Exception => ExceptionData
}

impl<'gc> Classified<'gc> for Exception<'gc> {
    #[inline]
    fn class(self, _: &Types<'gc>) -> Class<'gc> {
        self.class.get()
    }
}

impl<'gc> Exception<'gc> {
    /// An exception with these arguments; its fields are unset.
    pub fn new(mc: &Mutation<'gc>, class: Class<'gc>, args: Tuple<'gc>) -> Self {
        let fields = match class.data().slots.get() {
            0 => Box::default(),
            n => (0..n).map(|_| Lock::new(Value::Null)).collect(),
        };
        Self::alloc(
            mc,
            ExceptionData {
                class: Lock::new(class),
                args: Lock::new(args),
                dict: Lock::new(None),
                traceback: Lock::new(None),
                context: Lock::new(None),
                cause: Lock::new(None),
                suppress_context: StdCell::new(false),
                fields,
            },
        )
    }

    /// A field, NULL if unset.
    pub fn field(self, index: usize) -> Value<'gc> {
        self.data().fields.get(index).map_or(Value::Null, Lock::get)
    }

    /// Sets a field.
    pub fn set_field(self, mc: &Mutation<'gc>, index: usize, value: Value<'gc>) {
        let fields = gc_arena::barrier::field!(self.write(mc), ExceptionData, fields).as_deref();
        if index < fields.len() {
            fields[index].unlock().set(value);
        }
    }

    /// Sets `args`.
    pub fn set_args(self, mc: &Mutation<'gc>, args: Tuple<'gc>) {
        unlock!(self.write(mc), ExceptionData, args).set(args);
    }

    /// Sets `__dict__`.
    pub fn set_dict(self, mc: &Mutation<'gc>, dict: Option<Dict<'gc>>) {
        unlock!(self.write(mc), ExceptionData, dict).set(dict);
    }

    /// Sets `__context__`.
    pub fn set_context(self, mc: &Mutation<'gc>, context: Option<Exception<'gc>>) {
        unlock!(self.write(mc), ExceptionData, context).set(context);
    }

    /// Sets `__cause__`, which also suppresses the context when shown.
    pub fn set_cause(self, mc: &Mutation<'gc>, cause: Option<Exception<'gc>>) {
        unlock!(self.write(mc), ExceptionData, cause).set(cause);
        self.data().suppress_context.set(true);
    }

    /// Sets `__traceback__`.
    pub fn set_traceback(self, mc: &Mutation<'gc>, traceback: Option<Traceback<'gc>>) {
        unlock!(self.write(mc), ExceptionData, traceback).set(traceback);
    }

    /// `__dict__`, made now if there is none.
    pub fn dict_or_new(self, mc: &Mutation<'gc>) -> Dict<'gc> {
        match self.dict.get() {
            Some(dict) => dict,
            None => {
                let dict = Dict::new(mc);
                unlock!(self.write(mc), ExceptionData, dict).set(Some(dict));
                dict
            }
        }
    }
}

impl<'gc> Traceback<'gc> {
    /// Sets `tb_next`.
    pub fn set_next(self, mc: &Mutation<'gc>, next: Option<Traceback<'gc>>) {
        unlock!(self.write(mc), TracebackData, next).set(next);
    }
}

/// One entry of a traceback, outermost first.
#[derive(Collect)]
#[collect(no_drop)]
pub struct TracebackData<'gc> {
    pub next: Lock<Option<Traceback<'gc>>>,
    pub frame: Frame<'gc>,
    /// Byte offset of the instruction.
    #[collect(require_static)]
    pub lasti: i32,
    /// The line, or none when the instruction has none.
    #[collect(require_static)]
    pub lineno: Option<i32>,
}

handle! {
    /// A traceback object.
    Traceback => TracebackData
}
crate::classified! { Traceback => traceback }
