//! The iterators of built-in types. One object kind for all of them; what it
//! walks, and so its Python type, is in [`IterState`].

use gc_arena::lock::RefLock;
use gc_arena::{Collect, Mutation, barrier::unlock};

use super::itertools::Tool;
use super::{Class, Deque, Dict, List, Str, Tuple, Types};
use crate::handle;
use crate::objects::Code;
use crate::objects::code_tables::{BranchMark, LineMark, PositionMark};
use crate::value::{Classified, Value};

/// What an iterator walks and where it is. Iterators that need to run Python
/// code for an item (map, filter, ...) are advanced by continuations.
#[derive(Clone, Collect)]
#[collect(no_drop)]
pub enum IterState<'gc> {
    /// Finished; the class it had.
    Done(Class<'gc>),
    List {
        list: List<'gc>,
        next: usize,
    },
    ListReversed {
        list: List<'gc>,
        left: usize,
    },
    Tuple {
        tuple: Tuple<'gc>,
        next: usize,
    },
    /// `offset` is in bytes.
    Str {
        text: Str<'gc>,
        offset: usize,
    },
    Bytes {
        bytes: Value<'gc>,
        next: usize,
    },
    /// Ints that fit 64 bits, `left` of them.
    Range {
        next: i64,
        step: i64,
        left: u64,
    },
    /// Ints of any size.
    BigRange {
        next: Value<'gc>,
        step: Value<'gc>,
        left: Value<'gc>,
    },
    Dict {
        dict: Dict<'gc>,
        kind: DictItems,
        next: usize,
        /// The length of the dict when the iteration began.
        len: usize,
        /// Items that are still to come.
        left: usize,
        reversed: bool,
    },
    Set {
        dict: Dict<'gc>,
        next: usize,
        len: usize,
    },
    /// Anything with `__getitem__`: index by index until IndexError.
    Sequence {
        object: Value<'gc>,
        next: i64,
    },
    SequenceReversed {
        object: Value<'gc>,
        next: i64,
    },
    /// `iter(callable, sentinel)`.
    Callable {
        callable: Value<'gc>,
        sentinel: Value<'gc>,
    },
    Enumerate {
        iterator: Value<'gc>,
        index: Value<'gc>,
    },
    Zip {
        iterators: Tuple<'gc>,
        strict: bool,
    },
    Map {
        function: Value<'gc>,
        iterators: Tuple<'gc>,
        strict: bool,
    },
    Filter {
        function: Value<'gc>,
        iterator: Value<'gc>,
    },
    /// `left` items of a deque that is at `version`.
    Deque {
        deque: Deque<'gc>,
        left: usize,
        version: u64,
        reversed: bool,
    },
    /// `code.co_lines()`.
    CodeLines {
        code: Code<'gc>,
        at: CodeMark<LineMark>,
    },
    /// `code.co_positions()`.
    CodePositions {
        code: Code<'gc>,
        at: Box<CodeMark<PositionMark>>,
    },
    /// `code.co_branches()`.
    CodeBranches {
        code: Code<'gc>,
        at: CodeMark<BranchMark>,
    },
    /// An iterator of `itertools`.
    Tool(Tool<'gc>),
}

/// A place in a table of a code object.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Collect)]
#[collect(require_static)]
pub struct CodeMark<M: 'static>(pub M);

/// Which part of its entries a dict view or iterator shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Collect)]
#[collect(require_static)]
pub enum DictItems {
    Keys,
    Values,
    Items,
}

/// The state of an iterator object.
#[derive(Collect)]
#[collect(no_drop)]
pub struct IterData<'gc> {
    pub state: RefLock<IterState<'gc>>,
}

handle! {
    /// A built-in iterator object.
    Iter => IterData
}

impl<'gc> Iter<'gc> {
    /// An iterator in this state.
    pub fn new(mc: &Mutation<'gc>, state: IterState<'gc>) -> Self {
        Self::alloc(mc, IterData { state: RefLock::new(state) })
    }

    /// The state, for changing it. Do not hold the borrow where Python code can run.
    #[inline]
    pub fn state_mut(self, mc: &Mutation<'gc>) -> std::cell::RefMut<'gc, IterState<'gc>> {
        unlock!(self.write(mc), IterData, state).borrow_mut()
    }
}

impl<'gc> Classified<'gc> for Iter<'gc> {
    fn class(self, types: &Types<'gc>) -> Class<'gc> {
        match &*self.state.borrow() {
            IterState::Done(class) => *class,
            IterState::List { .. } => types.list_iterator,
            IterState::ListReversed { .. } => types.list_reverseiterator,
            IterState::Tuple { .. } => types.tuple_iterator,
            IterState::Str { text, .. } => {
                if text.is_ascii() {
                    types.str_ascii_iterator
                } else {
                    types.str_iterator
                }
            }
            IterState::Bytes { bytes, .. } => match bytes.as_bytearray() {
                Some(_) => types.bytearray_iterator,
                None => types.bytes_iterator,
            },
            IterState::Range { .. } => types.range_iterator,
            IterState::BigRange { .. } => types.longrange_iterator,
            IterState::Dict { kind, reversed, .. } => match (kind, reversed) {
                (DictItems::Keys, false) => types.dict_keyiterator,
                (DictItems::Values, false) => types.dict_valueiterator,
                (DictItems::Items, false) => types.dict_itemiterator,
                (DictItems::Keys, true) => types.dict_reversekeyiterator,
                (DictItems::Values, true) => types.dict_reversevalueiterator,
                (DictItems::Items, true) => types.dict_reverseitemiterator,
            },
            IterState::Set { .. } => types.set_iterator,
            IterState::Sequence { .. } => types.iterator,
            IterState::SequenceReversed { .. } => types.reversed,
            IterState::Callable { .. } => types.callable_iterator,
            IterState::Enumerate { .. } => types.enumerate,
            IterState::Zip { .. } => types.zip,
            IterState::Map { .. } => types.map,
            IterState::Filter { .. } => types.filter,
            IterState::Deque { reversed: false, .. } => types.deque_iterator,
            IterState::Deque { reversed: true, .. } => types.deque_reverse_iterator,
            IterState::CodeLines { .. } => types.line_iterator,
            IterState::CodePositions { .. } => types.positions_iterator,
            IterState::CodeBranches { .. } => types.branch_iterator,
            IterState::Tool(tool) => tool.class(types),
        }
    }
}

/// A view of a dict's keys, values or items.
#[derive(Collect)]
#[collect(no_drop)]
pub struct DictViewData<'gc> {
    pub dict: Dict<'gc>,
    /// The object whose view it is, for `mapping`: a dict or an instance of a subclass.
    pub owner: Value<'gc>,
    #[collect(require_static)]
    pub kind: DictItems,
}

handle! {
    /// A dict view object.
    DictView => DictViewData
}

impl<'gc> Classified<'gc> for DictView<'gc> {
    fn class(self, types: &Types<'gc>) -> Class<'gc> {
        let ordered =
            matches!(self.owner, Value::Instance(object) if object.class.get().is_subclass(types.ordered_dict));
        match self.kind {
            DictItems::Keys if ordered => types.odict_keys,
            DictItems::Values if ordered => types.odict_values,
            DictItems::Items if ordered => types.odict_items,
            DictItems::Keys => types.dict_keys,
            DictItems::Values => types.dict_values,
            DictItems::Items => types.dict_items,
        }
    }
}
