//! The variables of a frame by name: slots, cells and what debuggers add.
//! Mirrors `framelocalsproxy_getkeyindex`, `PyFrame_GetLocals` and their
//! neighbours in `Objects/frameobject.c`.
//!
//! | function | what it does |
//! |---|---|
//! | [`FrameData::fast_value`], [`FrameData::find_bound`] | read a slot |
//! | [`FrameData::find_writable`], [`Frame::set_fast`] | write a slot |
//! | [`Frame::locals_dict`] | a new dict of all variables: `locals()` |
//! | [`Frame::snapshot_locals`], [`Frame::fold_locals`] | PEP 558: one dict a frame, written back when told |

use gc_arena::barrier::{field, unlock};
use gc_arena::{Collect, Gc, Mutation};

use super::flags::{CodeFlags, LocalKind};
use super::frame::{Frame, FrameData, FrameExtra};
use crate::types::{Dict, Str};
use crate::value::Value;
use crate::{classified, handle};

/// What `f_locals` of a function's frame is: a mapping that reads and writes
/// the variables themselves. It holds nothing but the frame.
#[derive(Collect)]
#[collect(no_drop)]
pub struct FrameLocalsProxyData<'gc> {
    pub frame: Frame<'gc>,
}

handle! {
    /// A write-through view of a frame's variables.
    FrameLocalsProxy => FrameLocalsProxyData
}
classified! { FrameLocalsProxy => frame_locals_proxy }

impl<'gc> FrameLocalsProxy<'gc> {
    /// A view of the variables of `frame`.
    pub fn new(mc: &Mutation<'gc>, frame: Frame<'gc>) -> Self {
        frame.escape();
        Self::alloc(mc, FrameLocalsProxyData { frame })
    }
}

impl<'gc> FrameData<'gc> {
    /// The kind of a fast slot; no bits for a slot that does not exist.
    pub fn local_kind(&self, index: usize) -> LocalKind {
        self.code.get().localspluskinds.get(index).copied().unwrap_or_default()
    }

    /// What a fast slot means, cells unwrapped; nothing when it is unbound. A
    /// slot for a cell that holds none yet (or no more) counts as it is.
    pub fn fast_value(&self, index: usize) -> Option<Value<'gc>> {
        if index >= self.code.get().nlocalsplus() {
            return None;
        }
        match self.slots.get(index)?.get() {
            Value::Cell(cell) if self.local_kind(index).holds_cell() => cell.raw().some(),
            value => value.some(),
        }
    }

    /// The first bound slot of a name, hidden or not: what reading finds.
    pub fn find_bound(&self, name: Str<'gc>) -> Option<usize> {
        self.slots_named(name).find(|&index| self.fast_value(index).is_some())
    }

    /// The first slot of a name that is not hidden, bound or not: what writing
    /// finds.
    pub fn find_writable(&self, name: Str<'gc>) -> Option<usize> {
        self.slots_named(name).find(|&index| !self.local_kind(index).contains(LocalKind::HIDDEN))
    }

    fn slots_named(&self, name: Str<'gc>) -> impl Iterator<Item = usize> {
        let code = self.code.get();
        (0..code.nlocalsplus()).filter(move |&index| code.local_name(index).is_some_and(|own| own.same_text(name)))
    }

    /// The bound slots with their names and values, cells unwrapped.
    pub fn fast_locals(&self) -> impl Iterator<Item = (usize, Str<'gc>, Value<'gc>)> {
        let code = self.code.get();
        (0..code.nlocalsplus()).filter_map(move |index| Some((index, code.local_name(index)?, self.fast_value(index)?)))
    }

    /// Whether a comprehension runs inside of a module or class body: one of
    /// its variables is bound.
    pub fn has_hidden_locals(&self) -> bool {
        let kinds = &self.code.get().localspluskinds;
        kinds.iter().zip(&self.slots).any(|(kind, slot)| kind.contains(LocalKind::HIDDEN) && !slot.get().is_null())
    }

    /// Variables that debuggers have added, which the code does not know.
    pub fn extra_locals(&self) -> Option<Dict<'gc>> {
        self.extra.get().and_then(|extra| extra.locals.get())
    }

    /// Whether `f_locals` shows the fast slots and not a namespace.
    pub fn shows_fast_locals(&self) -> bool {
        self.code.get().flags.contains(CodeFlags::OPTIMIZED) || self.has_hidden_locals()
    }
}

impl<'gc> Frame<'gc> {
    /// Binds the variable of a fast slot; NULL unbinds it. A cell is written
    /// into, so that closures see it.
    pub fn set_fast(self, mc: &Mutation<'gc>, index: usize, value: Value<'gc>) {
        let data = self.data();
        match data.slots.get(index).map(gc_arena::lock::Lock::get) {
            Some(Value::Cell(cell)) if data.local_kind(index).holds_cell() => cell.set(mc, value),
            _ => self.set_slot(mc, index, value),
        }
    }

    /// Where variables go that the code does not know, made now if need be.
    pub fn extra_locals_or_new(self, mc: &Mutation<'gc>) -> Dict<'gc> {
        let extra = self.extra_or_new(mc);
        extra.locals.get().unwrap_or_else(|| {
            let dict = Dict::new(mc);
            unlock!(Gc::write(mc, extra), FrameExtra, locals).set(Some(dict));
            dict
        })
    }

    /// A new dict of the fast variables that are bound, in the order of their
    /// slots, then of those that debuggers have added.
    pub fn locals_dict(self, mc: &Mutation<'gc>) -> Dict<'gc> {
        let dict = Dict::new(mc);
        self.add_locals(mc, dict);
        dict
    }

    fn add_locals(self, mc: &Mutation<'gc>, dict: Dict<'gc>) {
        for (_, name, value) in self.data().fast_locals() {
            // Of two slots with one name the first that is bound counts.
            if dict.get_str(name).is_none() {
                dict.set_str(mc, name, value);
            }
        }
        if let Some(extra) = self.data().extra_locals() {
            for entry in extra.to_vec() {
                // A name that only a comprehension has may be in both.
                let known = entry.key.as_str().is_some_and(|name| dict.get_str(name).is_some());
                if !known {
                    dict.borrow_mut(mc).insert_new(entry.hash, entry.key, entry.value);
                }
            }
        }
    }

    /// What `locals()` gives: the namespace of a module or class body, in a
    /// function a new dict. Where a comprehension runs inside a namespace, only
    /// the fast variables show, in a new dict.
    pub fn locals_mapping(self, mc: &Mutation<'gc>) -> Value<'gc> {
        if self.data().shows_fast_locals() { self.locals_dict(mc).into() } else { self.namespace(mc) }
    }

    /// What `f_locals` gives: as [`Self::locals_mapping`], but where that is a
    /// new dict a view of the variables.
    pub fn locals_view(self, mc: &Mutation<'gc>) -> Value<'gc> {
        if self.data().shows_fast_locals() { FrameLocalsProxy::new(mc, self).into() } else { self.namespace(mc) }
    }

    /// The namespace of a module or class body. One that was cleared gets a
    /// new one.
    fn namespace(self, mc: &Mutation<'gc>) -> Value<'gc> {
        match self.data().locals.get() {
            Value::Null => {
                let dict = Dict::new(mc).into();
                unlock!(self.write(mc), FrameData, locals).set(dict);
                dict
            }
            namespace => namespace,
        }
    }

    /// PEP 558: brings the frame's one dict of variables up to date and
    /// returns it. Names that are not bound any more leave it; what else was
    /// put there stays. A module or class body has its namespace instead, if
    /// that is a dict.
    pub fn snapshot_locals(self, mc: &Mutation<'gc>) -> Dict<'gc> {
        if !self.data().code.get().flags.contains(CodeFlags::OPTIMIZED)
            && let Some(namespace) = self.namespace(mc).as_dict()
        {
            return namespace;
        }
        let extra = self.extra_or_new(mc);
        let dict = extra.snapshot.get().unwrap_or_else(|| {
            let dict = Dict::new(mc);
            unlock!(Gc::write(mc, extra), FrameExtra, snapshot).set(Some(dict));
            dict
        });
        let code = self.data().code.get();
        for index in 0..code.nlocalsplus() {
            let Some(name) = code.local_name(index) else { continue };
            match self.data().fast_value(index) {
                Some(value) => dict.set_str(mc, name, value),
                None if self.data().find_bound(name).is_none() => {
                    dict.remove_str(mc, name);
                }
                None => {}
            }
        }
        unlock!(Gc::write(mc, extra), FrameExtra, taken).set(Some(dict.copy(mc)));
        dict
    }

    /// PEP 558: writes what has changed in the dict of [`Self::snapshot_locals`]
    /// since it was last up to date back into fast variables, cells and free
    /// variables; a variable whose name was removed becomes unbound. Nothing
    /// happens when no snapshot was taken.
    pub fn fold_locals(self, mc: &Mutation<'gc>) {
        let Some(extra) = self.data().extra.get() else { return };
        let (Some(dict), Some(taken)) = (extra.snapshot.get(), extra.taken.get()) else { return };
        let code = self.data().code.get();
        for index in 0..code.nlocalsplus() {
            let Some(name) = code.local_name(index) else { continue };
            if self.data().local_kind(index).contains(LocalKind::HIDDEN) {
                continue;
            }
            let new = dict.get_str(name);
            let same = match (taken.get_str(name), new) {
                (Some(old), Some(new)) => old.is(new),
                (old, new) => old.is_none() && new.is_none(),
            };
            if !same {
                self.set_fast(mc, index, new.unwrap_or(Value::Null));
            }
        }
        unlock!(Gc::write(mc, extra), FrameExtra, taken).set(Some(dict.copy(mc)));
    }

    /// `frame.clear()` of a finished frame: drops every variable, the tracer
    /// and the namespace. Cells are dropped, not emptied.
    pub fn drop_contents(self, mc: &Mutation<'gc>) {
        let write = self.write(mc);
        let slots = field!(write, FrameData, slots).as_deref();
        for index in 0..slots.len() {
            slots[index].unlock().set(Value::Null);
        }
        unlock!(write, FrameData, locals).set(Value::Null);
        if let Some(extra) = self.data().extra.get() {
            let write = Gc::write(mc, extra);
            unlock!(write, FrameExtra, trace).set(Value::Null);
            unlock!(write, FrameExtra, locals).set(None);
            unlock!(write, FrameExtra, snapshot).set(None);
            unlock!(write, FrameExtra, taken).set(None);
        }
    }
}
