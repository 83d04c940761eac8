//! The attributes of code. What is an object of its own is the same one every time.

use super::code;
use crate::objects::{Code, LocalKind, Shown};
use crate::runtime::{Ctx, NativeResult, Step};
use crate::types::Bytes;
use crate::value::Value;

macro_rules! counts {
    ($($getter:ident: $own:ident => $value:expr;)*) => {
        $(#[doc = concat!("`co_", stringify!($getter), "`.\n\n# Errors\nNone.")]
        pub fn $getter<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
            let $own = code(ctx, object)?;
            Step::value(i64::from($value))
        })*
    };
}

counts! {
    argcount: own => own.argcount;
    posonlyargcount: own => own.posonlyargcount;
    kwonlyargcount: own => own.kwonlyargcount;
    stacksize: own => own.stacksize;
    flags: own => own.flags.bits();
    firstlineno: own => own.firstlineno;
    nlocals: own => u32::try_from(own.locals_of_kind(LocalKind::LOCAL).count()).unwrap_or(u32::MAX);
}

macro_rules! objects {
    ($($getter:ident $shown:ident: $ctx:ident $own:ident => $value:expr;)*) => {
        $(#[doc = concat!("The object of this attribute: ", stringify!($getter), ".\n\n# Errors\nNone.")]
        pub fn $getter<'gc>($ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
            let $own = code($ctx, object)?;
            Step::value($own.shown($ctx.mc, Shown::$shown, || $value))
        })*
    };
}

objects! {
    varnames Varnames: ctx own => names_of_kind(ctx, own, LocalKind::LOCAL);
    cellvars Cellvars: ctx own => names_of_kind(ctx, own, LocalKind::CELL);
    freevars Freevars: ctx own => names_of_kind(ctx, own, LocalKind::FREE);
    bytecode Code: ctx own => bytes(ctx, &own.code);
    linetable Linetable: ctx own => bytes(ctx, &own.linetable);
    exceptiontable Exceptiontable: ctx own => bytes(ctx, &own.exceptiontable);
}

// Most code objects show what they hold: nothing needs to be kept for that.
macro_rules! held {
    ($($getter:ident $shown:ident $field:ident;)*) => {
        $(#[doc = concat!("`co_", stringify!($field), "`.\n\n# Errors\nNone.")]
        pub fn $getter<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
            let own = code(ctx, object)?;
            Step::value(own.shown_before(Shown::$shown).unwrap_or(own.$field.into()))
        })*
    };
}

held! {
    consts Consts consts;
    names Names names;
    filename Filename filename;
    name Name name;
    qualname Qualname qualname;
}

/// `_co_code_adaptive`: as `co_code`, but a new object every time. Instructions that have learned do so outside of the
/// code string.
///
/// # Errors
/// None.
pub fn adaptive<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(bytes(ctx, &code(ctx, object)?.code))
}

fn bytes<'gc>(ctx: Ctx<'gc>, bytes: &[u8]) -> Value<'gc> {
    Bytes::new(ctx.mc, bytes).into()
}

/// The names of the slots of a kind, as a tuple.
fn names_of_kind<'gc>(ctx: Ctx<'gc>, own: Code<'gc>, kind: LocalKind) -> Value<'gc> {
    ctx.tuple(&own.locals_of_kind(kind).map(|(_, name)| name.into()).collect::<Vec<_>>())
}
