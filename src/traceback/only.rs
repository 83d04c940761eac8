//! The last lines of a traceback: the exception itself.

use super::suggest::suggestion;
use crate::methods::exceptions::{module_of, syntax_error};
use crate::runtime::{Ctx, NativeResult, Raise};
use crate::types::{Class, ClassFlags, Exception};
use crate::value::Value;
use crate::vm::{attributes, ops};

/// The lines of the exception and its notes, each with its line break.
pub fn exception_only<'gc>(ctx: Ctx<'gc>, exception: Exception<'gc>) -> Vec<String> {
    let mut lines = Vec::new();
    let name = type_name(ctx, exception.class.get());
    if exception.class.get().is_subclass(ctx.types.exceptions.SyntaxError) {
        syntax(ctx, exception, &name, &mut lines);
    } else {
        let mut text = safe(ctx, ops::str(ctx, exception.into()), "exception str()");
        text += &suggestion(ctx, exception);
        lines.push(if text.is_empty() { format!("{name}\n") } else { format!("{name}: {text}\n") });
    }
    notes(ctx, exception, &mut lines);
    lines
}

/// The last line as C code writes it: no suggestion, no notes, and a colon
/// even without a text.
pub fn plain_line<'gc>(ctx: Ctx<'gc>, exception: Exception<'gc>) -> String {
    let text = safe(ctx, ops::str(ctx, exception.into()), "exception str()");
    format!("{}: {text}\n", type_name(ctx, exception.class.get()))
}

/// The class as the last line names it: its module left out where it says nothing.
fn type_name<'gc>(ctx: Ctx<'gc>, class: Class<'gc>) -> String {
    let name = class.qualname.get().lossy().into_owned();
    match module_of(ctx, class) {
        None if !class.has(ClassFlags::HEAP) => name,
        None => format!("<unknown>.{name}"),
        Some(module) if module.is_text("builtins") || module.is_text("__main__") => name,
        Some(module) => format!("{}.{name}", module.lossy()),
    }
}

/// The text that an operation gives, here and now: the program is over, so
/// nothing else can go on with it.
fn here<'gc>(ctx: Ctx<'gc>, outcome: NativeResult<'gc>) -> Result<Value<'gc>, Raise<'gc>> {
    outcome.and_then(|step| ctx.reenter(step))
}

fn safe<'gc>(ctx: Ctx<'gc>, outcome: NativeResult<'gc>, what: &str) -> String {
    match here(ctx, outcome).ok().and_then(Value::as_str) {
        Some(text) => text.lossy().into_owned(),
        None => format!("<{what} failed>"),
    }
}

fn notes<'gc>(ctx: Ctx<'gc>, exception: Exception<'gc>, lines: &mut Vec<String>) {
    let notes = match here(ctx, attributes::get_optional(ctx, exception.into(), ctx.names.notes)) {
        Ok(Value::Null | Value::None) => return,
        Ok(notes) => notes,
        Err(raise) => {
            let text = safe(ctx, ops::repr(ctx, raise.into()), "exception repr()");
            lines.push(format!("Ignored error getting __notes__: {text}\n"));
            return;
        }
    };
    let items = match (notes.as_list(), notes.as_tuple()) {
        (Some(list), _) => list.to_vec(),
        (None, Some(tuple)) => tuple.as_slice().to_vec(),
        _ => {
            lines.push(format!("{}\n", safe(ctx, ops::repr(ctx, notes), "__notes__ repr()")));
            return;
        }
    };
    for note in items {
        let text = safe(ctx, ops::str(ctx, note), "note str()");
        lines.extend(text.split('\n').map(|line| format!("{line}\n")));
    }
}

/// A SyntaxError shows the place that it is about, not only where it was raised.
fn syntax<'gc>(ctx: Ctx<'gc>, exception: Exception<'gc>, name: &str, lines: &mut Vec<String>) {
    let field = |index| exception.field(index).or(Value::None);
    let show = |value: Value<'gc>| safe(ctx, ops::str(ctx, value), "exception str()");
    let (filename, lineno) = (field(syntax_error::FILENAME), field(syntax_error::LINENO));
    let mut suffix = String::new();
    if !lineno.is_none() {
        let filename = if filename.is_none() { "<string>".to_owned() } else { show(filename) };
        lines.push(format!("  File \"{filename}\", line {}\n", show(lineno)));
        if let Some(text) = field(syntax_error::TEXT).as_str() {
            source_line(exception, &text.lossy(), lines);
        }
    } else if !filename.is_none() {
        suffix = format!(" ({})", show(filename));
    }
    let msg = syntax_error::msg(exception);
    let msg = if msg.is_none() { String::new() } else { show(msg) };
    let msg = if msg.is_empty() { "<no detail available>" } else { &msg };
    lines.push(format!("{name}: {msg}{suffix}\n"));
}

/// The line, and the carets below it. Offsets count characters from 1.
fn source_line(exception: Exception<'_>, text: &str, lines: &mut Vec<String>) {
    let right = text.trim_end_matches('\n');
    let left = right.trim_start_matches([' ', '\n', '\x0c']);
    let length = |text: &str| i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
    let spaces = length(right) - length(left);
    lines.push(format!("    {left}\n"));
    let number = |index| exception.field(index).as_i64();
    let Some(offset) = number(syntax_error::OFFSET) else { return };
    let mut end = if number(syntax_error::LINENO) == number(syntax_error::END_LINENO) {
        number(syntax_error::END_OFFSET).filter(|end| *end != 0).unwrap_or(offset)
    } else {
        length(right) + 1
    };
    let offset = if offset > length(text) { length(right) + 1 } else { offset };
    if end == offset || end == -1 {
        end = offset.saturating_add(1);
    }
    let (Some(column), Some(end)) = (offset.checked_sub(1 + spaces), end.checked_sub(1 + spaces)) else { return };
    let Ok(column) = usize::try_from(column) else { return };
    let width = usize::try_from(end).unwrap_or_default().saturating_sub(column).min(text.len() + 1);
    // White space that is no space keeps the carets aligned.
    let gap: String = left.chars().take(column).map(|c| if c.is_whitespace() { c } else { ' ' }).collect();
    lines.push(format!("    {gap}{}\n", "^".repeat(width)));
}
