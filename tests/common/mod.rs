//! What the tests that run programs inside the process share.

#![allow(dead_code)]

use std::sync::{Arc, Mutex};

use pyarena::runtime::state::{Config, Output};
use pyarena::source::{self, Mode};
use pyarena::verify::Verified;
use pyarena::vm::{Exit, Machine};

/// What a program wrote.
#[derive(Clone, Default)]
pub struct Captured(Arc<Mutex<(Vec<u8>, Vec<u8>)>>);

impl Captured {
    /// Standard output so far.
    pub fn out(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().expect("not poisoned").0).into_owned()
    }

    /// Standard error so far.
    pub fn err(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().expect("not poisoned").1).into_owned()
    }
}

impl Output for Captured {
    fn out(&mut self, bytes: &[u8]) {
        self.0.lock().expect("not poisoned").0.extend_from_slice(bytes);
    }
    fn err(&mut self, bytes: &[u8]) {
        self.0.lock().expect("not poisoned").1.extend_from_slice(bytes);
    }
    fn flush(&mut self) {}
}

/// What became of a program.
pub struct Run {
    pub exit: Exit,
    pub out: String,
    pub err: String,
    /// The most objects alive or not yet collected after any slice.
    pub peak_objects: usize,
}

/// A machine ready to run `text` as `__main__`.
pub fn machine(text: &str) -> (Machine, Captured) {
    machine_with(Config::default(), text)
}

/// As [`machine`], with options.
pub fn machine_with(config: Config, text: &str) -> (Machine, Captured) {
    let captured = Captured::default();
    let code = source::compile(text, "<test>", Mode::Exec, &Default::default()).expect("the program compiles").code;
    let mut machine = Machine::new(config, Box::new(captured.clone()));
    machine.start_main(&Verified::new(code).expect("the code is good"), None).expect("the code loads");
    (machine, captured)
}

/// Runs `text` to its end.
pub fn run(text: &str) -> Run {
    let (mut machine, captured) = machine(text);
    let mut peak_objects = 0;
    while !machine.step() {
        peak_objects = peak_objects.max(machine.heap().stats().objects);
    }
    let exit = machine.exit();
    Run { exit, out: captured.out(), err: captured.err(), peak_objects }
}

/// Runs `body` on a thread with a native stack of so many KiB.
pub fn on_stack(kib: usize, body: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(kib * 1024).spawn(body).expect("a thread starts");
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
}
