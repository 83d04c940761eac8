//! What a heap's root holds.

use std::cell::{Cell as StdCell, RefCell};

use gc_arena::lock::{Lock, RefLock};
use gc_arena::{Collect, barrier::unlock};
use hashbrown::HashTable;

use super::{Ctx, Names, NativeResult, Raise, Step, Thread};
use crate::handle;
use crate::types::{Class, Dict, Str, Tuple, Types, Watch};
use crate::value::Value;

/// Runs a step to its end inside a native function: the executor's entry for
/// the few places that cannot wait. See `Ctx::reenter`.
pub type Reenter = for<'gc> fn(Ctx<'gc>, Step<'gc>) -> Result<Value<'gc>, Raise<'gc>>;

/// Calls of the runtime that whoever runs Python code provides.
#[derive(Clone, Copy)]
pub struct Hooks {
    pub reenter: Reenter,
    /// Python's hash of a value whose class is not native.
    pub hash: for<'gc> fn(Ctx<'gc>, Value<'gc>) -> NativeResult<'gc>,
    /// `a == b`.
    pub equal: for<'gc> fn(Ctx<'gc>, Value<'gc>, Value<'gc>) -> NativeResult<'gc>,
    /// The truth of a value.
    pub truth: for<'gc> fn(Ctx<'gc>, Value<'gc>) -> NativeResult<'gc>,
    /// `value.name`.
    pub attribute: for<'gc> fn(Ctx<'gc>, Value<'gc>, Str<'gc>) -> NativeResult<'gc>,
    /// Calls the special method of that name without arguments, if there is one.
    pub special: for<'gc> fn(Ctx<'gc>, Value<'gc>, Str<'gc>) -> Result<Option<Step<'gc>>, Raise<'gc>>,
    /// Issues a warning of that category, at the level of the Python frame on top.
    pub warn: for<'gc> fn(Ctx<'gc>, Class<'gc>, &str) -> NativeResult<'gc>,
    /// As `warn`, with the object that the warning is about.
    pub warn_about: for<'gc> fn(Ctx<'gc>, Class<'gc>, &str, Value<'gc>) -> NativeResult<'gc>,
    /// Reports an exception that nobody can catch; the text tells what was ignored.
    pub unraisable: for<'gc> fn(Ctx<'gc>, Raise<'gc>, &str) -> NativeResult<'gc>,
}

/// Where a program writes.
pub trait Output {
    /// Writes to standard output.
    fn out(&mut self, bytes: &[u8]);
    /// Writes to standard error.
    fn err(&mut self, bytes: &[u8]);
    /// Makes sure that what was written has arrived.
    fn flush(&mut self);
}

/// Options of a run.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// `sys.argv`.
    pub argv: Vec<String>,
    /// Folders searched for modules before the embedded library.
    pub path: Vec<std::path::PathBuf>,
    /// A full collection after every slice: for tests.
    pub stress: bool,
    /// PEP 558: `f_locals` of a function is one dict a frame, written back after
    /// a trace function has returned and where exception handling starts.
    pub snapshot_locals: bool,
    /// Units in a slice.
    pub slice: i32,
    /// Code objects know lines but no columns and no end lines, as with CPython's `-X no_debug_ranges`.
    pub no_debug_ranges: bool,
    /// A full collection, with all that it makes due, after about so many
    /// allocations; 0 leaves it to the collector's own pace.
    pub gc_interval: u32,
}

/// Everything reachable from the root.
#[derive(Collect)]
#[collect(no_drop)]
pub struct StateData<'gc> {
    pub types: Types<'gc>,
    pub names: Names<'gc>,
    pub thread: Thread<'gc>,
    /// The namespace of `builtins`.
    pub builtins: Dict<'gc>,
    /// `sys.modules`.
    pub modules: Dict<'gc>,
    /// The namespace of `sys`.
    pub sys: Dict<'gc>,
    /// Values that native modules keep for themselves, by name.
    pub module_state: Dict<'gc>,
    pub empty_tuple: Tuple<'gc>,
    /// Weak references and finalizers.
    pub watch: Watch<'gc>,
    /// Strings of one Latin-1 character.
    pub latin1: Lock<Option<Tuple<'gc>>>,
    interned: RefLock<HashTable<Str<'gc>>>,
    #[collect(require_static)]
    pub hooks: Hooks,
    #[collect(require_static)]
    pub config: Config,
    #[collect(require_static)]
    pub output: RefCell<Box<dyn Output>>,
    /// Objects for which `id()` was asked get numbers by address; this counts
    /// what has no address.
    #[collect(require_static)]
    pub next_id: StdCell<u64>,
}

handle! {
    /// The root's state.
    State => StateData
}

/// The root of a heap.
#[derive(Collect)]
#[collect(no_drop)]
pub struct Root<'gc> {
    pub state: State<'gc>,
}

/// What a new state is made of.
pub struct Parts<'gc> {
    pub types: Types<'gc>,
    pub names: Names<'gc>,
    pub interned: HashTable<Str<'gc>>,
    pub hooks: Hooks,
    pub config: Config,
    pub output: Box<dyn Output>,
}

impl<'gc> State<'gc> {
    /// A state with empty namespaces.
    pub fn new(mc: &gc_arena::Mutation<'gc>, parts: Parts<'gc>) -> Self {
        Self::alloc(
            mc,
            StateData {
                types: parts.types,
                names: parts.names,
                thread: Thread::new(mc),
                builtins: Dict::new(mc),
                modules: Dict::new(mc),
                sys: Dict::new(mc),
                module_state: Dict::new(mc),
                empty_tuple: Tuple::new(mc, Vec::new()),
                watch: Watch::new(mc),
                latin1: Lock::new(None),
                interned: RefLock::new(parts.interned),
                hooks: parts.hooks,
                config: parts.config,
                output: RefCell::new(parts.output),
                next_id: StdCell::new(1),
            },
        )
    }
}

/// Finds or enters `text` in an intern table.
pub fn intern_in<'gc>(
    mc: &gc_arena::Mutation<'gc>,
    table: &mut HashTable<Str<'gc>>,
    text: &rustpython_wtf8::Wtf8,
    known: Option<Str<'gc>>,
) -> Str<'gc> {
    let hash = crate::types::hash_bytes(text.as_bytes()) as u64;
    if let Some(&found) = table.find(hash, |other| other.wtf8().as_bytes() == text.as_bytes()) {
        return found;
    }
    let string = known.unwrap_or_else(|| Str::new(mc, text.to_owned()));
    string.data().interned.set(true);
    table.insert_unique(hash, string, |other| other.hash() as u64);
    string
}

impl<'gc> Ctx<'gc> {
    /// The one string of this text.
    pub fn intern(self, text: &str) -> Str<'gc> {
        let mut table = unlock!(State::write(self.state_handle(), self.mc), StateData, interned).borrow_mut();
        intern_in(self.mc, &mut table, rustpython_wtf8::Wtf8::new(text), None)
    }

    /// The one string of the text of `string`: itself if it is the first.
    pub fn intern_str(self, string: Str<'gc>) -> Str<'gc> {
        if string.interned.get() {
            return string;
        }
        let mut table = unlock!(State::write(self.state_handle(), self.mc), StateData, interned).borrow_mut();
        intern_in(self.mc, &mut table, string.wtf8(), Some(string))
    }
}

impl<'gc> Ctx<'gc> {
    /// The string of one Latin-1 character: always the same object.
    pub fn latin1_char(self, code: u8) -> Value<'gc> {
        let table = self.latin1.get().unwrap_or_else(|| {
            let chars: Vec<Value<'gc>> =
                (0..=u8::MAX).map(|code| Value::Str(self.intern(char::from(code).encode_utf8(&mut [0; 4])))).collect();
            let table = Tuple::new(self.mc, chars);
            unlock!(State::write(self.state_handle(), self.mc), StateData, latin1).set(Some(table));
            table
        });
        table.as_slice().get(usize::from(code)).copied().unwrap_or(Value::Str(self.names.empty))
    }

    /// The string of one character.
    pub fn char_str(self, c: rustpython_wtf8::CodePoint) -> Value<'gc> {
        match u8::try_from(c.to_u32()) {
            Ok(code) => self.latin1_char(code),
            Err(_) => self.str(c),
        }
    }
}
