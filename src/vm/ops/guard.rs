//! The recursion guard of `repr`: a container that is being shown already
//! shows as `[...]`. Mirrors `Py_ReprEnter` and `Py_ReprLeave`.

use crate::runtime::Ctx;
use crate::value::Value;

/// Notes that `value` is being shown; false when it is being shown already.
/// Who gets true must call [`repr_leave`] in the end, exceptions included.
/// The object must stay alive in between (the continuation that shows it
/// holds it), for objects are told apart by their address.
pub fn repr_enter<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> bool {
    let Some(address) = value.address() else { return true };
    ctx.thread.data().shown.borrow_mut().insert(address)
}

/// Ends what [`repr_enter`] began.
pub fn repr_leave<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) {
    let Some(address) = value.address() else { return };
    ctx.thread.data().shown.borrow_mut().remove(&address);
}
