//! memoryview: a view of the bytes of another object. Mirrors the data of
//! `Objects/memoryobject.c` for views of single bytes in one dimension.

use gc_arena::lock::Lock;
use gc_arena::{Collect, Mutation, barrier::unlock};

use crate::value::Value;
use crate::{classified, handle};

/// Which bytes a view shows.
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// The place of the first byte, the distance of the next, the number of them.
    pub start: i64,
    pub step: i64,
    pub len: usize,
    pub readonly: bool,
    /// How items are shown: `B`, `b`, `c`, or a wider int.
    pub format: char,
}

/// A view of bytes.
#[derive(Collect)]
#[collect(no_drop)]
pub struct MemoryViewData<'gc> {
    /// The bytes or bytearray underneath; NULL once released.
    base: Lock<Value<'gc>>,
    /// The object that the view was made of.
    pub object: Value<'gc>,
    #[collect(require_static)]
    pub view: View,
}

handle! {
    /// A memoryview object.
    MemoryView => MemoryViewData
}
classified! { MemoryView => memoryview }

impl<'gc> MemoryView<'gc> {
    /// A view of `base`, which is bytes or a bytearray.
    pub fn new(mc: &Mutation<'gc>, base: Value<'gc>, object: Value<'gc>, view: View) -> Self {
        Self::alloc(mc, MemoryViewData { base: Lock::new(base), object, view })
    }

    /// The bytes or bytearray underneath, unless the view was released.
    pub fn base(self) -> Option<Value<'gc>> {
        self.base.get().some()
    }

    /// Lets go of the bytes.
    pub fn release(self, mc: &Mutation<'gc>) {
        unlock!(self.write(mc), MemoryViewData, base).set(Value::Null);
    }

    /// The place of a byte of the view among those of the base.
    pub fn place(self, index: usize) -> Option<usize> {
        let view = self.view;
        let index = i64::try_from(index).ok()?;
        usize::try_from(view.start.checked_add(index.checked_mul(view.step)?)?).ok()
    }

    /// The bytes shown; nothing when the view was released. Bytes that the
    /// object has no more are left out.
    pub fn bytes(self) -> Option<Vec<u8>> {
        let base = self.base()?;
        let pick = |all: &[u8]| {
            let places = (0..self.view.len).filter_map(|index| self.place(index));
            places.filter_map(|place| all.get(place).copied()).collect()
        };
        match base {
            Value::Bytes(bytes) => Some(pick(bytes.as_slice())),
            Value::ByteArray(bytes) => Some(pick(&bytes.data().0.borrow())),
            _ => None,
        }
    }
}
