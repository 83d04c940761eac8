//! IncrementalNewlineDecoder: the ends of lines as `\n`, piece by piece.
//! Mirrors the first part of `Modules/_io/textio.c`.

use std::cell::RefMut;

use super::support::{new, seen_newlines, stream, uninitialized};
use crate::builtins::_functools::{set_slot, slot_of};
use crate::methods::str::args::result;
use crate::runtime::def::{TypeDef, getter, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::io::NewlineDecoder;
use crate::types::io::text_buffer::{to_points, to_text};
use crate::types::{Bytes, IoState};
use crate::value::Value;
use crate::vm::attributes;

/// What IncrementalNewlineDecoder offers.
pub const DEF: TypeDef = TypeDef {
    doc: Some("Codec used when reading a file in universal newlines mode."),
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", new),
        slot("__init__", "(self, decoder, translate, errors='strict')", init),
        method("decode", "(self, input, final=False)", decode),
        method("getstate", "(self, /)", |ctx, args| {
            let pending = state(ctx, args.get(0))?.pending;
            Step::value(ctx.tuple(&[Bytes::new(ctx.mc, Vec::new()).into(), Value::Int(i64::from(pending))]))
        }),
        method("setstate", "(self, state, /)", |ctx, args| {
            let flag = match args.get(1).as_tuple().map(|state| state.as_slice()) {
                Some([_, flag]) => ctx.index_i64(*flag)?,
                _ => return Err(ctx.type_error("state argument must be a tuple")),
            };
            state(ctx, args.get(0))?.pending = flag & 1 != 0;
            Step::value(())
        }),
        method("reset", "(self, /)", |ctx, args| {
            let mut state = state(ctx, args.get(0))?;
            (state.seen, state.pending) = (0, false);
            Step::value(())
        }),
    ],
    attributes: &[getter("newlines", |ctx, value| {
        let seen = state(ctx, value)?.seen;
        Step::value(seen_newlines(ctx, seen))
    })],
    ..TypeDef::EMPTY
};

fn state<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<RefMut<'gc, NewlineDecoder>, Raise<'gc>> {
    RefMut::filter_map(stream(ctx, value)?.data().state.borrow_mut(), |state| match state {
        IoState::Newlines(decoder) => Some(decoder),
        _ => None,
    })
    .map_err(|_| uninitialized(ctx))
}

fn init<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let translate = ctx.is_true(args.get(2))?;
    set_slot(ctx, args.get(0), 0, args.get(1));
    let decoder = NewlineDecoder { translate, ..NewlineDecoder::default() };
    *stream(ctx, args.get(0))?.data().state.borrow_mut() = IoState::Newlines(decoder);
    Step::value(())
}

fn decode<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let last = Value::from(match args.opt(2) {
        Some(last) => ctx.is_true(last)?,
        None => false,
    });
    let inner = slot_of(args.get(0), 0);
    let text = if inner.is_none() {
        Step::Return(args.get(1))
    } else {
        attributes::get(ctx, inner, ctx.intern("decode"))?.then(
            ctx,
            [args.get(1), last],
            |_, decode, [input, last]| Ok(Step::call(decode, &[input, last])),
        )?
    };
    text.then(ctx, [args.get(0), last], |ctx, text, [this, last]| {
        let Some(text) = text.as_str() else {
            let got = ctx.type_name(text);
            return Err(ctx.type_error(format!("decoder should return a string result, not '{got}'")));
        };
        let done = state(ctx, this)?.feed(&to_points(text.wtf8()), last.is(Value::True));
        Step::value(result(ctx, to_text(&done)))
    })
}
