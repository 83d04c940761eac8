//! What CPython keeps in the inline caches behind an instruction. Mirrors `_cache_format` of `Lib/opcode.py`.

use crate::opcode::Opcode;

/// Name and code units of each part, in order; together as long as [`Opcode::caches`].
pub(super) fn of(op: Opcode) -> &'static [(&'static str, usize)] {
    match op.deopt() {
        Opcode::LoadGlobal => &[("counter", 1), ("index", 1), ("module_keys_version", 1), ("builtin_keys_version", 1)],
        Opcode::BinaryOp => &[("counter", 1), ("descr", 4)],
        Opcode::LoadAttr => &[("counter", 1), ("version", 2), ("keys_version", 2), ("descr", 4)],
        Opcode::StoreAttr => &[("counter", 1), ("version", 2), ("index", 1)],
        Opcode::Call | Opcode::CallKw => &[("counter", 1), ("func_version", 2)],
        Opcode::ToBool => &[("counter", 1), ("version", 2)],
        base if base.caches() == 1 => &[("counter", 1)],
        _ => &[],
    }
}
