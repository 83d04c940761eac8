//! The program: `pyarena run`, `-c`, `dis`, `compile`, `code`, `verify`.
//!
//! Exit status: that of the Python program; 1 for an uncaught exception or a
//! file that cannot be read or compiled; 2 for wrong options.

mod code;
mod compile;
mod load;
mod run;
mod verify;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Runs Python programs on Code, Frame, Generator and Cell objects in an arena.
#[derive(Parser)]
#[command(
    name = "pyarena",
    version,
    args_conflicts_with_subcommands = true,
    arg_required_else_help = true,
    after_help = "Examples:\n  pyarena run prog.py one two\n  pyarena run prog.pyc\n  echo 'print(6 * 7)' | pyarena run -\n  pyarena -c 'print(sum(range(10)))'\n  pyarena dis prog.py\n  pyarena compile prog.py -o prog.pyc"
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    /// Run this text as a program; the rest are its arguments
    #[arg(short = 'c', value_name = "CODE", num_args = 1.., allow_hyphen_values = true)]
    code: Option<Vec<String>>,
    #[command(flatten)]
    options: RunOptions,
}

#[derive(Subcommand)]
enum Command {
    /// Run a program: a .py or .pyc file, or - for standard input
    #[command(after_help = "Example:\n  pyarena run --lib ./lib prog.py one two")]
    Run {
        #[command(flatten)]
        options: RunOptions,
        /// The program
        file: String,
        /// Its arguments
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<String>,
    },
    /// Print the bytecode of a program, as `python -m dis` does
    #[command(after_help = "Example:\n  pyarena dis prog.py")]
    Dis {
        /// Show the inline caches
        #[arg(short = 'C', long)]
        show_caches: bool,
        /// Show the offset of each instruction
        #[arg(short = 'O', long)]
        show_offsets: bool,
        /// Show the position of each instruction
        #[arg(short = 'P', long)]
        show_positions: bool,
        /// A .py or .pyc file, or - for standard input
        file: String,
    },
    /// Compile a program to a .pyc file, which CPython 3.14 runs too
    #[command(after_help = "Example:\n  pyarena compile prog.py -o prog.pyc")]
    Compile {
        /// Where to write; without it the name of the program with the ending .pyc
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// A .py or .pyc file, or - for standard input
        file: String,
    },
    /// Print code objects with all their tables
    #[command(after_help = "Examples:\n  pyarena code --json prog.pyc\n  pyarena code --dump src out")]
    Code {
        /// As a JSON document: fields, decoded tables, code objects inside
        #[arg(long, value_name = "FILE", required_unless_present = "dump")]
        json: Option<String>,
        /// Write the .pyc, .json and .dis of every source file below a folder to another one
        #[arg(long, num_args = 2, value_names = ["DIR", "OUT"], conflicts_with = "json")]
        dump: Option<Vec<PathBuf>>,
    },
    /// Check the bytecode of programs: one line each, and status 1 when one must not run
    #[command(after_help = "Example:\n  pyarena verify prog.pyc other.pyc")]
    Verify {
        /// .py or .pyc files, or - for standard input
        #[arg(required = true)]
        files: Vec<String>,
    },
}

/// How programs are run.
#[derive(Args, Clone)]
struct RunOptions {
    /// A folder to search for modules before all others; may be repeated
    #[arg(long = "lib", value_name = "DIR")]
    lib: Vec<PathBuf>,
    /// Back edges, calls and resumes between two steps of the collector
    #[arg(long, value_name = "UNITS", default_value_t = 1000, value_parser = clap::value_parser!(i32).range(1..))]
    slice: i32,
    /// Collect everything after every slice: slow, for finding bugs
    #[arg(long)]
    gc_every_slice: bool,
    /// Code objects without columns and end lines: tracebacks have no carets
    #[arg(long)]
    no_debug_ranges: bool,
    /// Collect everything, and run what that makes due, after about so many
    /// allocations: for programs that count on finalizers running soon
    #[arg(long, value_name = "N", default_value_t = 0)]
    gc_interval: u32,
    /// Run on a thread with a native stack of so many KiB
    #[arg(long, value_name = "KIB", value_parser = clap::value_parser!(u32).range(64..))]
    stack: Option<u32>,
}

/// Runs the program with the arguments of the process; the exit status.
pub fn main() -> u8 {
    let cli = Cli::parse();
    match (cli.command, cli.code) {
        (Some(Command::Run { options, file, args }), _) => run::file(&options, &file, args),
        (Some(Command::Dis { show_caches, show_offsets, show_positions, file }), _) => {
            let options = crate::dis::DisOptions { show_caches, show_offsets, show_positions, ..Default::default() };
            dis(&file, options)
        }
        (Some(Command::Compile { output, file }), _) => compile::compile(&file, output),
        (Some(Command::Code { json: Some(file), .. }), _) => code::json(&file),
        (Some(Command::Code { dump, .. }), _) => match dump.as_deref() {
            Some([folder, out]) => code::dump(folder, out),
            _ => 2,
        },
        (Some(Command::Verify { files }), _) => verify::files(&files),
        (None, Some(mut words)) => {
            let args = words.split_off(1);
            run::code(&cli.options, &words.concat(), args)
        }
        (None, None) => 2,
    }
}

fn dis(file: &str, options: crate::dis::DisOptions) -> u8 {
    match load::load(file) {
        Ok(program) => {
            use std::io::Write;
            // A closed pipe is how a pager ends: nothing to report.
            let _ = std::io::stdout().write_all(crate::dis::dis(&program.code, options).as_bytes());
            0
        }
        Err(error) => load::fail(&error),
    }
}
