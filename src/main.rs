//! The program. Everything is in the library: see `pyarena::cli`.

#![forbid(unsafe_code)]

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    pyarena::cli::main().into()
}
