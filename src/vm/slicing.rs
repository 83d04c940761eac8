//! What a slice selects of a sequence. Mirrors `PySlice_Unpack` and
//! `PySlice_AdjustIndices` of `Objects/sliceobject.c`.

use crate::runtime::{Ctx, Raise};
use crate::types::Slice;
use crate::value::Value;

/// The items that a slice selects: `count` of them, from `start` on, `step`
/// apart. With a negative step `stop` may be -1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SliceIndices {
    pub start: i64,
    pub stop: i64,
    pub step: i64,
    pub count: usize,
}

impl SliceIndices {
    /// The indices selected, in the slice's order.
    pub fn indices(self) -> impl Iterator<Item = usize> {
        let Self { start, step, count, .. } = self;
        (0..count as i64).map(move |i| start.wrapping_add(i.wrapping_mul(step)) as usize)
    }

    /// The range selected when the step is 1.
    pub fn range(self) -> std::ops::Range<usize> {
        let start = usize::try_from(self.start).unwrap_or(0);
        start..start + self.count
    }
}

/// Resolves a slice for a sequence of `len` items: `(start, stop, step, count)`.
///
/// # Errors
/// ValueError for a step of zero, TypeError for a part that is not an int, or
/// what an `__index__` raises.
pub fn slice_indices<'gc>(ctx: Ctx<'gc>, slice: Slice<'gc>, len: usize) -> Result<(i64, i64, i64, usize), Raise<'gc>> {
    let found = unpack(ctx, slice)?.adjust(len);
    Ok((found.start, found.stop, found.step, found.count))
}

/// As [`slice_indices`], as a struct.
///
/// # Errors
/// As there.
pub fn resolve<'gc>(ctx: Ctx<'gc>, slice: Slice<'gc>, len: usize) -> Result<SliceIndices, Raise<'gc>> {
    Ok(unpack(ctx, slice)?.adjust(len))
}

/// The parts of a slice as machine ints, before a length is known: a
/// `__index__` may change the length, so the length is asked for afterwards.
#[derive(Clone, Copy, Debug)]
pub struct Unpacked {
    start: i64,
    stop: i64,
    step: i64,
}

/// Converts the parts of a slice.
///
/// # Errors
/// As [`slice_indices`].
pub fn unpack<'gc>(ctx: Ctx<'gc>, slice: Slice<'gc>) -> Result<Unpacked, Raise<'gc>> {
    let step = match slice.step {
        Value::None => 1,
        step => match slice_index(ctx, step)? {
            0 => return Err(ctx.value_error("slice step cannot be zero")),
            step => step.max(-i64::MAX),
        },
    };
    let start = match slice.start {
        Value::None if step < 0 => i64::MAX,
        Value::None => 0,
        start => slice_index(ctx, start)?,
    };
    let stop = match slice.stop {
        Value::None if step < 0 => i64::MIN,
        Value::None => i64::MAX,
        stop => slice_index(ctx, stop)?,
    };
    Ok(Unpacked { start, stop, step })
}

impl Unpacked {
    /// Clips to a sequence of `len` items.
    pub fn adjust(self, len: usize) -> SliceIndices {
        let len = i64::try_from(len).unwrap_or(i64::MAX);
        let step = self.step;
        let clip = |index: i64| {
            let index = if index < 0 { index.saturating_add(len) } else { index };
            match (index < 0, index >= len, step < 0) {
                (true, _, true) => -1,
                (true, _, false) => 0,
                (_, true, true) => len - 1,
                (_, true, false) => len,
                _ => index,
            }
        };
        let (start, stop) = (clip(self.start), clip(self.stop));
        let count = if step < 0 && stop < start {
            (start - stop - 1) / -step + 1
        } else if step > 0 && start < stop {
            (stop - start - 1) / step + 1
        } else {
            0
        };
        SliceIndices { start, stop, step, count: usize::try_from(count).unwrap_or(0) }
    }
}

/// A part of a slice (or a start or end of a search): an int clipped to 64 bits.
///
/// # Errors
/// TypeError for what is not an int, or what `__index__` raises.
pub fn slice_index<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<i64, Raise<'gc>> {
    match value {
        Value::Int(i) => Ok(i),
        _ if is_index(ctx, value) => ctx.index_clipped(value),
        _ => Err(ctx.type_error("slice indices must be integers or None or have an __index__ method")),
    }
}

/// Whether `operator.index` would take the value.
pub fn is_index<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> bool {
    match value {
        Value::Int(_) | Value::BigInt(_) | Value::True | Value::False => true,
        Value::Str(_) | Value::Float(_) | Value::None | Value::Slice(_) | Value::Tuple(_) => false,
        _ => {
            matches!(value.payload(), Value::Int(_) | Value::BigInt(_))
                || ctx.lookup_special(value, ctx.names.index).is_some()
        }
    }
}
