//! The objects that a Python VM thinks in: data, invariants and protocol.
//! They run no bytecode and know no eval loop.
//!
//! | module | object |
//! |---|---|
//! | [`code`], [`code_tables`], [`flags`] | Code and its tables |
//! | [`frame`] | Frame |
//! | [`generator`] | Generator, Coroutine, AsyncGenerator |
//! | [`cell`] | Cell |

pub mod cell;
pub mod code;
pub mod code_tables;
pub mod flags;
pub mod frame;
pub mod generator;

pub use cell::{Cell, UnboundCell};
pub use code::{Code, CodeData};
pub use flags::{CodeFlags, LocalKind};
pub use frame::{Back, Frame, FrameData, FrameExtra, FrameMarks, Wait};
pub use generator::{
    AsyncGenerator, AsyncMarks, Coroutine, Generator, GeneratorCore, GeneratorData, GeneratorKind, GeneratorState,
};
