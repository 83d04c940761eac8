//! What a code object may have at most. Each limit is far beyond what a compiler writes, and keeps what a hostile file can
//! ask for (memory of frames, time of the verifier, native stack of loading) within bounds.
//!
//! | limit | counts |
//! |---|---|
//! | [`CODE_UNITS`] | code units (two bytes) of one code object |
//! | [`CONSTS`] | constants of one code object |
//! | [`NAMES`] | names of one code object |
//! | [`LOCALS`] | fast slots: locals, cells and free variables |
//! | [`STACK`] | declared depth of the value stack |
//! | [`NESTING`] | levels of code objects and containers inside each other |
//! | [`FLOW_STEPS`], [`FLOW_SLOTS`] | work and memory of the check of the value stack, per code unit and slot |
//! | [`FLOW_SLOTS_MOST`] | memory of that check in all |

/// Code units of one code object.
pub const CODE_UNITS: usize = 1 << 22;

/// Constants of one code object.
pub const CONSTS: usize = 1 << 20;

/// Names of one code object.
pub const NAMES: usize = 1 << 20;

/// Fast slots of one code object: a frame has as many values.
pub const LOCALS: usize = 1 << 16;

/// `co_stacksize`: a frame has as many values more.
pub const STACK: usize = 1 << 16;

/// How deep code objects and containers may be nested in constants. A code object counts as two levels, itself and the
/// tuple of its constants.
pub const NESTING: usize = 1000;

/// Steps that following the value stack through the code may take, for each code unit and fast slot: a step handles one
/// value. The code of CPython's standard library takes fewer than 200.
pub const FLOW_STEPS: usize = 2048;

/// Values that may be kept for places where paths meet, for each code unit and fast slot. The code of CPython's standard library keeps fewer than 30.
pub const FLOW_SLOTS: usize = 256;

/// Values that may be kept for places where paths meet, whatever the size of the code.
pub const FLOW_SLOTS_MOST: usize = 1 << 26;
