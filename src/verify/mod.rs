//! The verifier: what code from outside must prove before it runs.
//!
//! CPython takes bytecode on trust. Here a code object is checked as a whole, with all code objects among its constants:
//!
//! | module | what is proved |
//! |---|---|
//! | [`limits`] | nothing is larger than the table of limits allows |
//! | `slots` | parameters, locals, cells and free variables are in order |
//! | `listing` | opcodes, operands and jump targets mean something |
//! | `tables` | line table and exception table are well formed, handlers start at instructions |
//! | `shape` | the entry sequence, and the protocol of generators |
//! | `flow`, `effects`, `stack`, [`kinds`] | on every path, handlers included, the stack has the depth and the kinds of values that the instructions need, and locals are bound where the code says so |
//! | [`error`] | what is wrong, and where |
//! | [`view`] | code objects of files and of the arena, seen alike |
//! | `report` | an error with the instruction it is about |
//!
//! Inline cache units are not looked at: the VM keeps its caches elsewhere. A jump cannot lead into them.
//!
//! [`Verified`] is the proof: the VM takes no other code from outside. What a program makes itself (`types.CodeType`,
//! `code.replace`) is checked by [`verify_view`] at its first call. The VM does not rely on the proof for memory safety:
//! it checks its bounds all the same.

use std::collections::HashSet;
use std::sync::Arc;

pub mod error;
pub mod kinds;
pub mod limits;
pub mod view;

mod effects;
mod flow;
mod listing;
mod report;
mod shape;
mod slots;
mod stack;
mod tables;

pub use error::{Fault, FaultKind, VerifyError};
pub use kinds::Kinds;
pub use report::report;
pub use view::{CodeView, Facts};

use crate::pyc::{Const, RawCode};

/// Code that has been verified, with all code inside it. There is no other way to make one than [`Verified::new`].
#[derive(Debug, Clone)]
pub struct Verified {
    code: Arc<RawCode>,
    code_objects: usize,
    instructions: usize,
}

impl Verified {
    /// Verifies `code` and every code object among its constants.
    ///
    /// # Errors
    /// The first [`VerifyError`] found, outer code objects before inner ones.
    pub fn new(code: Arc<RawCode>) -> Result<Self, VerifyError> {
        let mut verified = Verified { code: Arc::clone(&code), code_objects: 0, instructions: 0 };
        // Files share code objects by reference: each is checked once.
        let mut seen = HashSet::new();
        let mut todo = vec![(code, None, 2)];
        // The way to each code object: where it came from, and its name.
        let mut ways: Vec<(Option<usize>, Arc<RawCode>)> = Vec::new();
        while let Some((code, from, depth)) = todo.pop() {
            if !seen.insert(Arc::as_ptr(&code)) {
                continue;
            }
            let way = ways.len();
            ways.push((from, Arc::clone(&code)));
            let count = verify_view(&*code).and_then(|count| {
                inner(&code, way, depth, &mut todo).map_err(|kind| Fault { offset: None, kind })?;
                Ok(count)
            });
            match count {
                Ok(count) => {
                    verified.code_objects += 1;
                    verified.instructions += count;
                }
                Err(fault) => return Err(VerifyError { path: path(&ways, way), code, fault }),
            }
        }
        Ok(verified)
    }

    /// The code.
    pub fn code(&self) -> &Arc<RawCode> {
        &self.code
    }

    /// The mark of the code objects that are made from this.
    #[cfg(feature = "vm")]
    pub(crate) fn mark(&self) -> Mark {
        Mark(true)
    }

    /// How many code objects there are, the outermost included.
    pub fn code_objects(&self) -> usize {
        self.code_objects
    }

    /// How many instructions they have together.
    pub fn instructions(&self) -> usize {
        self.instructions
    }
}

/// What a code object in the arena carries: whether it was verified before it came there. Only loading [`Verified`] code
/// gives one that holds; the others are verified at their first call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mark(bool);

impl Mark {
    /// Not verified yet.
    pub const UNVERIFIED: Mark = Mark(false);

    /// Whether the code was verified.
    pub fn holds(self) -> bool {
        self.0
    }
}

type Todo = Vec<(Arc<RawCode>, Option<usize>, usize)>;

/// Finds the code objects among the constants of `code`; checks how deep everything is nested.
fn inner(code: &RawCode, way: usize, depth: usize, todo: &mut Todo) -> Result<(), FaultKind> {
    let first = todo.len();
    let mut levels = vec![(code.consts.iter(), depth)];
    while let Some((items, depth)) = levels.last_mut() {
        let depth = *depth;
        if depth > limits::NESTING {
            return Err(FaultKind::TooDeep { limit: limits::NESTING });
        }
        let Some(item) = items.next() else {
            levels.pop();
            continue;
        };
        match item {
            Const::Code(inner) => todo.push((Arc::clone(inner), Some(way), depth + 2)),
            Const::Tuple(items) | Const::List(items) | Const::Set(items) | Const::FrozenSet(items) => {
                levels.push((items.iter(), depth + 1));
            }
            Const::Slice(items) => levels.push((items.iter(), depth + 1)),
            Const::Dict(items) => {
                for (key, value) in items {
                    levels.push((std::slice::from_ref(value).iter(), depth + 1));
                    levels.push((std::slice::from_ref(key).iter(), depth + 1));
                }
            }
            _ => {}
        }
    }
    // Taken from the end: the first comes first.
    if let Some(new) = todo.get_mut(first..) {
        new.reverse();
    }
    Ok(())
}

/// Characters of a name that an error shows.
const NAME_LENGTH: usize = 200;
/// Names that an error shows at either end of the way to a code object.
const PATH_ENDS: usize = 5;

fn path(ways: &[(Option<usize>, Arc<RawCode>)], from: usize) -> String {
    let mut names = Vec::new();
    let mut at = Some(from);
    while let Some((outer, code)) = at.and_then(|at| ways.get(at)) {
        let name = code.qualname.to_string_lossy();
        names.push(name.chars().take(NAME_LENGTH).collect::<String>());
        at = *outer;
    }
    names.reverse();
    if names.len() > 2 * PATH_ENDS {
        names.splice(PATH_ENDS..names.len() - PATH_ENDS, ["...".to_owned()]);
    }
    names.join(" > ")
}

/// Verifies one code object alone; the number of its instructions.
///
/// # Errors
/// The first [`Fault`] found.
pub fn verify_view(view: &impl CodeView) -> Result<usize, Fault> {
    let facts = view.facts();
    let slots = slots::check(view, &facts).map_err(|kind| Fault { offset: None, kind })?;
    let listing = listing::check(view, &facts, &slots)?;
    let handlers = tables::check(&facts, &listing)?;
    shape::check(&facts, &listing)?;
    flow::check(view, &facts, &slots, &listing, &handlers)?;
    Ok(listing.steps.len())
}
