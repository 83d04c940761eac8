//! print and input.

use std::io::BufRead;

use gc_arena::Collect;
use rustpython_wtf8::Wtf8Buf;

use crate::runtime::{Args, Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::value::Value;
use crate::vm::{attributes, ops};

/// `print(*args, sep=' ', end='\n', file=None, flush=False)`
pub(super) fn print<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let sep = separator(ctx, args.get(0), "sep", " ")?;
    let end = separator(ctx, args.get(1), "end", "\n")?;
    let file = match args.get(2) {
        Value::Null | Value::None => standard_output(ctx),
        file => file,
    };
    if matches!(file, Value::None) {
        return Step::value(());
    }
    let flush = match args.opt(3) {
        Some(flush) => ctx.is_true(flush)?,
        None => false,
    };
    let mut state = Print { items: args.rest().to_vec(), next: 0, text: Wtf8Buf::new(), sep, end, file, flush };
    if file.is_null() && state.gather(ctx)?.is_none() {
        state.write_out(ctx);
        return Step::value(());
    }
    state.restart();
    Ok(Step::run(state))
}

/// Where print goes when nothing is said: NULL for the runtime's own output,
/// else the object that the program has put into `sys.stdout`.
fn standard_output<'gc>(ctx: Ctx<'gc>) -> Value<'gc> {
    match ctx.sys.get_str(ctx.names.stdout) {
        None => Value::Null,
        Some(stdout) => match ctx.get_name(ctx.module_state, "sys.stdout") {
            Some(own) if own.is(stdout) => Value::Null,
            _ => stdout,
        },
    }
}

fn separator<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, name: &str, default: &str) -> Result<Wtf8Buf, Raise<'gc>> {
    match value {
        Value::Null | Value::None => Ok(Wtf8Buf::from(default)),
        _ => match value.as_str() {
            Some(text) => Ok(text.wtf8().to_owned()),
            None => Err(ctx.type_error(format!("{name} must be None or a string, not {}", ctx.type_name(value)))),
        },
    }
}

/// Turns items into text; one `write` for each piece goes to a file object.
#[derive(Collect)]
#[collect(no_drop)]
struct Print<'gc> {
    items: Vec<Value<'gc>>,
    /// Pieces done: items and separators alternate, the end is the last.
    next: usize,
    #[collect(require_static)]
    text: Wtf8Buf,
    #[collect(require_static)]
    sep: Wtf8Buf,
    #[collect(require_static)]
    end: Wtf8Buf,
    /// NULL for the runtime's own output.
    file: Value<'gc>,
    flush: bool,
}

impl<'gc> Print<'gc> {
    fn restart(&mut self) {
        self.next = 0;
        self.text = Wtf8Buf::new();
    }

    /// Gathers the text as far as no call is needed; the item that needs one.
    fn gather(&mut self, ctx: Ctx<'gc>) -> Result<Option<Value<'gc>>, Raise<'gc>> {
        while let Some(&item) = self.items.get(self.next) {
            let immediate = match item {
                Value::Str(text) => text,
                Value::Int(_) | Value::Float(_) | Value::None | Value::True | Value::False | Value::BigInt(_) => {
                    match ops::str(ctx, item)? {
                        Step::Return(Value::Str(text)) => text,
                        _ => return Ok(Some(item)),
                    }
                }
                _ => return Ok(Some(item)),
            };
            self.push(immediate.wtf8());
        }
        Ok(None)
    }

    fn push(&mut self, text: &rustpython_wtf8::Wtf8) {
        if self.next > 0 {
            self.text.push_wtf8(&self.sep);
        }
        self.text.push_wtf8(text);
        self.next += 1;
    }

    fn write_out(&mut self, ctx: Ctx<'gc>) {
        self.text.push_wtf8(&self.end);
        let mut output = ctx.output.borrow_mut();
        output.out(self.text.as_bytes());
        if self.flush {
            output.flush();
        }
    }
}

impl<'gc> Continuation<'gc> for Print<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        let start = matches!(input, Input::Start);
        let answer = input.value(ctx)?;
        if !self.file.is_null() {
            return self.write_pieces(ctx);
        }
        if !start && let Some(text) = answer.as_str() {
            self.push(text.wtf8());
        }
        match self.gather(ctx)? {
            Some(item) => ops::str(ctx, item).map(Flow::Await),
            None => {
                self.write_out(ctx);
                Flow::value(())
            }
        }
    }
}

impl<'gc> Print<'gc> {
    /// Writes the next piece to the file object.
    fn write_pieces(&mut self, ctx: Ctx<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        let piece = self.next;
        self.next += 1;
        let last = self.items.len().saturating_mul(2).max(1) - 1;
        let step = if piece > last {
            if !self.flush || piece > last + 1 {
                return Flow::value(());
            }
            attributes::get(ctx, self.file, ctx.names.flush)?
                .then(ctx, [], |_, flush, []| Ok(Step::call(flush, &[])))?
        } else if piece == last {
            write(ctx, self.file, ctx.str(self.end.clone()))?
        } else if piece % 2 == 1 {
            write(ctx, self.file, ctx.str(self.sep.clone()))?
        } else {
            let Some(&item) = self.items.get(piece / 2) else { return Flow::value(()) };
            ops::str(ctx, item)?.then(ctx, [self.file], |ctx, text, [file]| write(ctx, file, text))?
        };
        Ok(Flow::Await(step))
    }
}

/// `file.write(text)`
fn write<'gc>(ctx: Ctx<'gc>, file: Value<'gc>, text: Value<'gc>) -> NativeResult<'gc> {
    attributes::get(ctx, file, ctx.names.write)?.then(ctx, [text], |_, write, [text]| Ok(Step::call(write, &[text])))
}

/// `input(prompt='')`: a line of standard input without its end.
pub(super) fn input<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let prompt = args.get(0).or(ctx.names.empty.into());
    ops::str(ctx, prompt)?.then(ctx, [], |ctx, prompt, []| {
        if let Some(prompt) = prompt.as_str() {
            let mut output = ctx.output.borrow_mut();
            output.out(prompt.wtf8().as_bytes());
            output.flush();
        }
        let mut line = Vec::new();
        let read = std::io::stdin().lock().read_until(b'\n', &mut line);
        match read {
            Ok(0) => Err(ctx.error(ctx.types.exceptions.EOFError, "EOF when reading a line")),
            Ok(_) => {
                if line.ends_with(b"\n") {
                    line.pop();
                }
                Step::value(ctx.str(String::from_utf8_lossy(&line).into_owned()))
            }
            Err(error) => Err(ctx.os_error(error.to_string())),
        }
    })
}
