//! `_io`: streams. Mirrors `Modules/_io/`.
//!
//! | module | what |
//! |---|---|
//! | [`support`] | receivers, arguments and errors that all of them share |
//! | [`base`] | _IOBase: what follows from read, write and readline |
//! | [`kinds`] | _RawIOBase, _BufferedIOBase, _TextIOBase |
//! | [`string_io`], [`bytes_io`] | streams in memory |
//! | [`streams`] | the stream of bytes under an object |
//! | [`file_io`], [`buffered`], [`text_wrapper`] | files |
//! | [`open`] | open |
//! | [`newline_decoder`] | IncrementalNewlineDecoder |

use super::ModuleDef;
use crate::runtime::def::{TypeDef, function};
use crate::types::{Class, Types};

pub mod base;
pub mod buffered;
pub mod bytes_io;
pub mod file_io;
pub mod kinds;
pub mod newline_decoder;
pub mod open;
pub mod streams;
pub mod string_io;
pub mod support;
pub mod text_wrapper;

/// How many bytes are read or written at once.
pub const BUFFER_SIZE: usize = 131_072;

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_io",
    doc: "The io module provides the Python interfaces to stream handling.",
    functions: &[
        function("text_encoding", "(encoding, stacklevel=2, /)", kinds::text_encoding),
        function(
            "open",
            "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
            open::open,
        ),
        function("open_code", "(path)", open::open_code),
    ],
    init: |ctx, dict| {
        for (class, _) in defs(&ctx.state().types) {
            dict.set_str(ctx.mc, class.name.get(), class.into());
        }
        ctx.set_name(dict, "BlockingIOError", ctx.types.exceptions.BlockingIOError);
        ctx.set_name(dict, "UnsupportedOperation", support::unsupported_operation(ctx)?);
        ctx.set_name(dict, "DEFAULT_BUFFER_SIZE", BUFFER_SIZE as i64);
        Ok(())
    },
};

/// The classes with what they offer.
pub fn defs<'gc>(types: &Types<'gc>) -> Vec<(Class<'gc>, &'static TypeDef)> {
    vec![
        (types.io_base, &base::DEF),
        (types.raw_io_base, &kinds::RAW),
        (types.buffered_io_base, &kinds::BUFFERED),
        (types.text_io_base, &kinds::TEXT),
        (types.string_io, &string_io::DEF),
        (types.bytes_io, &bytes_io::DEF),
        (types.file_io, &file_io::DEF),
        (types.buffered_reader, &buffered::READER),
        (types.buffered_writer, &buffered::WRITER),
        (types.buffered_random, &buffered::RANDOM),
        (types.buffered_rw_pair, &TypeDef::EMPTY),
        (types.newline_decoder, &newline_decoder::DEF),
        (types.text_io_wrapper, &text_wrapper::DEF),
    ]
}
