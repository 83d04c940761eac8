//! What natives and any eval loop share: the context, the calling convention,
//! errors and the mapping operations that may need Python code.
//!
//! | module | what |
//! |---|---|
//! | [`ctx`] | [`Ctx`]: the way to everything, passed by value |
//! | [`state`], [`thread`], [`names`] | what a heap's root holds |
//! | [`step`] | [`Step`] and [`Continuation`]: how natives call Python |
//! | [`args`], [`new_check`] | [`Signature`] and [`Args`]: how natives are called; what `__new__` may make |
//! | [`errors`] | making exceptions |
//! | [`numbers`] | ints of any size, errors of the pure helpers |
//! | [`mapping`] | dict and set operations with any key |
//! | [`def`] | tables of native functions and attributes |

pub mod args;
pub mod ctx;
pub mod def;
pub mod errors;
pub mod mapping;
pub mod names;
pub mod new_check;
pub mod numbers;
pub mod state;
pub mod step;
pub mod thread;

pub use args::{Args, Signature};
pub use ctx::Ctx;
pub use def::{Getter, NativeFn, Setter};
pub use names::Names;
pub use state::{Root, State, StateData};
pub use step::{
    ArgVec, Call, Continuation, Delegate, FirstStep, Flow, Input, NativeFrame, NativeFrameData, NativeResult, Raise,
    Resumption, Step, Then, then_input,
};
pub use thread::{Outcome, Pending, Thread, ThreadData};
