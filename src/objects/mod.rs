//! The objects that a Python VM thinks in: data, invariants and protocol.
//! They run no bytecode and know no eval loop.
//!
//! | module | object |
//! |---|---|
//! | [`code`], [`code_tables`], [`flags`] | Code and its tables |
//! | [`code_builder`], [`code_equality`], [`code_shown`] | making code objects, comparing them, their attributes' objects |
//! | [`frame`], [`frame_locals`] | Frame and its variables by name |
//! | [`generator`] | Generator, Coroutine, AsyncGenerator: data |
//! | [`protocol`], [`thrown`] | `send`, `throw` and `close` as steps |
//! | [`coroutine`] | awaiting, coroutine_wrapper, origin |
//! | [`async_generator`], [`anext_awaitable`] | hooks and awaitables of async generators |
//! | [`cell`] | Cell |

pub mod anext_awaitable;
pub mod async_generator;
pub mod cell;
pub mod code;
pub mod code_builder;
pub mod code_equality;
pub mod code_shown;
pub mod code_tables;
pub mod coroutine;
pub mod finalize;
pub mod flags;
pub mod frame;
pub mod frame_locals;
pub mod generator;
pub mod protocol;
pub mod thrown;

pub use anext_awaitable::{AnextAwaitable, AnextAwaitableData};
pub use async_generator::{AsyncGenASend, AsyncGenAThrow, AsyncGenWrapped, AsyncGenWrappedData, AwaitState};
pub use cell::{Cell, UnboundCell};
pub use code::{Code, CodeData};
pub use code_builder::{CodeBuilder, CodeError};
pub use code_shown::Shown;
pub use coroutine::{CoroutineWrapper, CoroutineWrapperData};
pub use flags::{CodeFlags, LocalKind};
pub use frame::{AfterTrace, Back, Frame, FrameData, FrameExtra, FrameMarks, Wait};
pub use frame_locals::{FrameLocalsProxy, FrameLocalsProxyData};
pub use generator::{
    AsyncGenerator, AsyncMarks, Coroutine, Generator, GeneratorCore, GeneratorData, GeneratorExtra, GeneratorKind,
    GeneratorState,
};
pub use protocol::Admission;
pub use thrown::Thrown;
