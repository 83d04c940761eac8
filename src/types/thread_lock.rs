//! Locks of a program that has one thread. Mirrors `Modules/_threadmodule.c`.

use std::cell::Cell as StdCell;
use std::marker::PhantomData;

use gc_arena::Collect;

use super::{Class, Types};
use crate::handle;
use crate::value::Classified;

/// A lock.
#[derive(Collect)]
#[collect(no_drop)]
pub struct ThreadLockData<'gc> {
    /// How often it is held; a plain lock at most once.
    #[collect(require_static)]
    pub count: StdCell<u64>,
    /// Whether the thread that holds it may take it again.
    pub reentrant: bool,
    pub lifetime: PhantomData<&'gc ()>,
}

handle! {
    /// A `_thread.lock` or `_thread.RLock` object.
    ThreadLock => ThreadLockData
}

impl<'gc> Classified<'gc> for ThreadLock<'gc> {
    fn class(self, types: &Types<'gc>) -> Class<'gc> {
        if self.reentrant { types.thread_rlock } else { types.thread_lock }
    }
}
