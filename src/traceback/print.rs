//! Chains of exceptions, and groups as trees.

use rustc_hash::FxHashSet;

use super::carets::layout;
use super::only::{exception_only, plain_line};
use super::source::Sources;
use crate::methods::exceptions::groups;
use crate::objects::code_tables::{Location, location_at};
use crate::runtime::{Ctx, Raise};
use crate::types::{Exception, Traceback};
use crate::value::Value;

const CAUSE: &str = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";

/// Members of a group beyond these are counted, not shown.
const MAX_WIDTH: usize = 15;
/// Groups nested deeper are not shown.
const MAX_DEPTH: usize = 10;
/// The same entry is shown so many times in a row.
const REPEATS: usize = 3;

/// The text for standard error.
pub fn print_uncaught<'gc>(ctx: Ctx<'gc>, raise: Raise<'gc>) -> String {
    let mut printer = Printer::new(ctx);
    printer.chain(raise);
    printer.out
}

/// The text of an exception that nobody could catch, as C code writes it: the
/// exception alone, without those it came from and without marks under the
/// lines. Mirrors `write_unraisable_exc_file` of `Python/errors.c`.
pub fn print_unraisable<'gc>(ctx: Ctx<'gc>, raise: Raise<'gc>, traceback: Option<Traceback<'gc>>) -> String {
    let mut printer = Printer { marks: false, ..Printer::new(ctx) };
    if let Some(traceback) = traceback {
        printer.emit("Traceback (most recent call last):\n");
        printer.entries(traceback);
    }
    printer.out += &plain_line(ctx, raise);
    printer.out
}

struct Printer<'gc> {
    ctx: Ctx<'gc>,
    out: String,
    /// How many groups are around.
    depth: usize,
    /// Whether the frame of the innermost group has yet to be closed: nested
    /// groups that end together share one closing line.
    open: bool,
    /// Whether the place in a line is marked.
    marks: bool,
    sources: Sources,
}

impl<'gc> Printer<'gc> {
    fn new(ctx: Ctx<'gc>) -> Self {
        Self { ctx, out: String::new(), depth: 0, open: false, marks: true, sources: Sources::default() }
    }

    /// An exception after those that it came from, the first one first.
    fn chain(&mut self, last: Exception<'gc>) {
        let mut chain = Vec::new();
        let mut seen = FxHashSet::default();
        let mut next = Some((last, None));
        while let Some((exception, link)) = next {
            seen.insert(exception.address());
            chain.push((exception, link));
            let known = |other: &Exception<'gc>| !seen.contains(&other.address());
            next = match (exception.cause.get().filter(known), exception.context.get().filter(known)) {
                (Some(cause), _) => Some((cause, Some(CAUSE))),
                (None, Some(context)) if exception.cause.get().is_none() && !exception.suppress_context.get() => {
                    Some((context, Some(CONTEXT)))
                }
                _ => None,
            };
        }
        // What links an exception to the one it came from stands before it.
        let mut link = None;
        while let Some((exception, next_link)) = chain.pop() {
            if let Some(link) = link.take() {
                self.emit(link);
            }
            link = next_link;
            self.one(exception);
        }
    }

    fn one(&mut self, exception: Exception<'gc>) {
        if groups::is_group(self.ctx, exception.into()) {
            return self.group(exception);
        }
        if let Some(traceback) = exception.traceback.get() {
            self.emit("Traceback (most recent call last):\n");
            self.entries(traceback);
        }
        self.only(exception);
    }

    fn only(&mut self, exception: Exception<'gc>) {
        for line in exception_only(self.ctx, exception) {
            self.emit(&line);
        }
    }

    fn group(&mut self, group: Exception<'gc>) {
        if self.depth > MAX_DEPTH {
            return self.emit(&format!("... (max_group_depth is {MAX_DEPTH})\n"));
        }
        let top = self.depth == 0;
        if top {
            self.depth = 1;
        }
        if let Some(traceback) = group.traceback.get() {
            let margin = if top { '+' } else { '|' };
            self.emit_with(margin, "Exception Group Traceback (most recent call last):\n");
            self.entries(traceback);
        }
        self.only(group);
        let members = groups::members(group);
        let shown = if members.len() > MAX_WIDTH { MAX_WIDTH + 1 } else { members.len() };
        self.open = false;
        for (index, member) in members.iter().take(shown).enumerate() {
            let last = index + 1 == shown;
            if last {
                self.open = true;
            }
            let cut = index >= MAX_WIDTH;
            let title = if cut { "...".to_owned() } else { (index + 1).to_string() };
            let lead = if index == 0 { "+-" } else { "  " };
            self.out += &format!("{}{lead}+---------------- {title} ----------------\n", self.indent());
            self.depth += 1;
            if cut {
                let more = members.len() - MAX_WIDTH;
                self.emit(&format!("and {more} more exception{}\n", if more > 1 { "s" } else { "" }));
            } else if let Value::Exception(member) = *member {
                self.chain(member);
            }
            if last && self.open {
                self.out += &format!("{}+------------------------------------\n", self.indent());
                self.open = false;
            }
            self.depth -= 1;
        }
        if top {
            self.depth = 0;
        }
    }

    /// The entries of a traceback, outermost first; repetitions are counted.
    fn entries(&mut self, first: Traceback<'gc>) {
        let ctx = self.ctx;
        let mut last = None;
        let mut count = 0;
        let mut next = Some(first);
        while let Some(entry) = next {
            next = entry.next.get();
            let code = entry.frame.data().code.get();
            let place = (code.filename.address(), entry.lineno, code.name.address());
            if last == Some(place) {
                count += 1;
                if count > REPEATS {
                    continue;
                }
            } else {
                self.repeated(count);
                (last, count) = (Some(place), 1);
            }
            let line = entry.lineno.map_or_else(|| "None".to_owned(), |line| line.to_string());
            let text = format!("  File \"{}\", line {line}, in {}\n", code.filename.lossy(), code.name.lossy());
            self.emit(&text);
            let Some(first) = entry.lineno else { continue };
            let unit = usize::try_from(entry.lasti).ok().map(|lasti| lasti / 2);
            if !self.marks {
                let line = self.sources.lines(ctx, code.filename, first, first).first();
                if let Some(line) = line.map(|line| format!("    {}\n", line.trim())) {
                    self.emit(&line);
                }
                continue;
            }
            let mut location = location_at(code.firstlineno, &code.linetable, unit);
            if location.line != Some(first) {
                location = Location::NONE;
            }
            let last = location.end_line.unwrap_or(first);
            let lines = layout(self.sources.lines(ctx, code.filename, first, last), location);
            for line in lines {
                self.emit(&format!("    {line}\n"));
            }
        }
        self.repeated(count);
    }

    fn repeated(&mut self, count: usize) {
        if count > REPEATS {
            let more = count - REPEATS;
            let plural = if more > 1 { "s" } else { "" };
            self.emit(&format!("  [Previous line repeated {more} more time{plural}]\n"));
        }
    }

    fn indent(&self) -> String {
        " ".repeat(2 * self.depth)
    }

    fn emit(&mut self, text: &str) {
        self.emit_with('|', text);
    }

    /// Appends text, every line of it after the margin of the groups around.
    fn emit_with(&mut self, margin: char, text: &str) {
        if self.depth == 0 {
            self.out += text;
            return;
        }
        let indent = self.indent();
        for line in text.split_inclusive('\n') {
            self.out += &format!("{indent}{margin} {line}");
        }
    }
}
