//! The variables of a frame by name. Mirrors `PyFrame_GetLocals` and
//! `frame_get_var` of `Objects/frameobject.c`.

use gc_arena::barrier::{field, unlock};

use super::flags::{CodeFlags, LocalKind};
use super::frame::{Frame, FrameData, FrameExtra};
use crate::runtime::Ctx;
use crate::types::Dict;
use crate::value::Value;

impl<'gc> Frame<'gc> {
    /// A new dict of the fast variables that are bound, cells unwrapped, in
    /// the order of their slots.
    pub fn snapshot_locals(self, ctx: Ctx<'gc>) -> Dict<'gc> {
        let dict = ctx.dict();
        self.add_locals(ctx, dict);
        dict
    }

    fn add_locals(self, ctx: Ctx<'gc>, dict: Dict<'gc>) {
        let code = self.data().code.get();
        for (index, kind) in code.localspluskinds.iter().enumerate() {
            let value = match self.data().slots.get(index).map_or(Value::Null, gc_arena::lock::Lock::get) {
                Value::Cell(cell) if kind.holds_cell() => cell.raw(),
                value => value,
            };
            if let (Some(name), Some(value)) = (code.local_name(index), value.some()) {
                dict.set_str(ctx.mc, name, value);
            }
        }
    }

    /// What `locals()` gives: the namespace of a module or class body, in a
    /// function a new dict. Where a comprehension runs inside a namespace, its
    /// variables show too, in a copy.
    pub fn locals_mapping(self, ctx: Ctx<'gc>) -> Value<'gc> {
        let code = self.data().code.get();
        if code.flags.contains(CodeFlags::OPTIMIZED) {
            return self.snapshot_locals(ctx).into();
        }
        let hidden = code
            .localspluskinds
            .iter()
            .zip(&self.data().slots)
            .any(|(kind, slot)| kind.contains(LocalKind::HIDDEN) && !slot.get().is_null());
        match self.data().locals.get() {
            Value::Null if self.data().marks.get().finished => {
                // It was cleared: the namespace is detached for good.
                let dict = ctx.dict().into();
                unlock!(self.write(ctx.mc), FrameData, locals).set(dict);
                dict
            }
            Value::Null => self.data().globals.get().into(),
            Value::Dict(dict) if hidden => {
                let copy = dict.copy(ctx.mc);
                self.add_locals(ctx, copy);
                copy.into()
            }
            namespace => namespace,
        }
    }

    /// `frame.clear()` of a finished frame: drops every variable, the tracer
    /// and the namespace. Cells are dropped, not emptied.
    pub fn drop_contents(self, ctx: Ctx<'gc>) {
        let write = self.write(ctx.mc);
        let slots = field!(write, FrameData, slots).as_deref();
        for index in 0..slots.len() {
            slots[index].unlock().set(Value::Null);
        }
        unlock!(write, FrameData, locals).set(Value::Null);
        if let Some(extra) = self.data().extra.get() {
            let write = gc_arena::Gc::write(ctx.mc, extra);
            unlock!(write, FrameExtra, trace).set(Value::Null);
            unlock!(write, FrameExtra, locals).set(None);
        }
    }
}
