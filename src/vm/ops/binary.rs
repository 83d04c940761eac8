//! Binary operators: built-in numbers and sequences first, then `__op__` and
//! `__rop__`. Mirrors `binary_op1`, `binary_iop1`, `ternary_op` and
//! `sequence_repeat` in `Objects/abstract.c`.

use gc_arena::Collect;

use super::{arithmetic, repeat, special};
use crate::opcode::operands::BinaryOperator;
use crate::runtime::{Continuation, Ctx, FirstStep, Flow, Input, NativeResult, Raise, Step};
use crate::types::{BuiltinKind, ClassFlags, Str};
use crate::value::Value;

/// `a op b`, in-place forms included (`BinaryOperator::is_inplace`); `Subscr` is `get_item`.
///
/// # Errors
/// What the operation raises.
#[inline]
pub fn binary<'gc>(ctx: Ctx<'gc>, operator: BinaryOperator, a: Value<'gc>, b: Value<'gc>) -> NativeResult<'gc> {
    let plain = operator.plain();
    if let Some(value) = arithmetic::number_binary(ctx, plain, a, b)? {
        return Ok(Step::Return(value));
    }
    binary_slow(ctx, operator, plain, a, b)
}

fn binary_slow<'gc>(
    ctx: Ctx<'gc>,
    operator: BinaryOperator,
    plain: BinaryOperator,
    a: Value<'gc>,
    b: Value<'gc>,
) -> NativeResult<'gc> {
    match plain {
        BinaryOperator::Subscr => return super::get_item(ctx, a, b),
        BinaryOperator::Add => {
            if operator.is_inplace()
                && let (Value::List(list), Value::List(other)) = (a, b)
            {
                let items = other.to_vec();
                list.borrow_mut(ctx.mc).extend_from_slice(&items);
                return Ok(Step::Return(a));
            }
            if let Some(value) = repeat::concat(ctx, a, b)? {
                return Ok(Step::Return(value));
            }
        }
        BinaryOperator::Multiply => {
            let (sequence, count) = if let Value::Int(count) = b { (a, count) } else { (b, int_count(a)) };
            let in_place = operator.is_inplace() && matches!(a, Value::List(_));
            if (matches!(b, Value::Int(_)) || matches!(a, Value::Int(_)))
                && !in_place
                && let Some(value) = repeat::repeat(ctx, sequence, count)?
            {
                return Ok(Step::Return(value));
            }
        }
        _ => {}
    }
    let names = names_of(ctx, plain);
    Operation::new(operator, names, a, b).advance(ctx)
}

fn int_count(value: Value<'_>) -> i64 {
    if let Value::Int(count) = value { count } else { 0 }
}

/// The special methods of an operator: plain, reflected, in-place.
type OperatorNames<'gc> = [Str<'gc>; 3];

fn names_of<'gc>(ctx: Ctx<'gc>, plain: BinaryOperator) -> OperatorNames<'gc> {
    use BinaryOperator as Op;
    let names = &ctx.state().names;
    match plain {
        Op::Subtract => [names.sub, names.rsub, names.isub],
        Op::Multiply => [names.mul, names.rmul, names.imul],
        Op::MatrixMultiply => [names.matmul, names.rmatmul, names.imatmul],
        Op::TrueDivide => [names.truediv, names.rtruediv, names.itruediv],
        Op::FloorDivide => [names.floordiv, names.rfloordiv, names.ifloordiv],
        Op::Remainder => [names.mod_, names.rmod, names.imod],
        Op::Power => [names.pow, names.rpow, names.ipow],
        Op::Lshift => [names.lshift, names.rlshift, names.ilshift],
        Op::Rshift => [names.rshift, names.rrshift, names.irshift],
        Op::And => [names.and, names.rand, names.iand],
        Op::Xor => [names.xor, names.rxor, names.ixor],
        Op::Or => [names.or, names.ror, names.ior],
        _ => [names.add, names.radd, names.iadd],
    }
}

/// Which attempt comes next. Attempts that answer NotImplemented are followed
/// by the next one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Attempt {
    InPlace,
    /// The reflected method of the right operand, whose class is a proper
    /// subclass that overrides it.
    ReflectedFirst,
    Plain,
    Reflected,
    /// `sq_inplace_concat`, `sq_concat`, `sq_repeat` of the left operand.
    Sequence,
    /// `sq_repeat` of the right operand.
    SequenceRight,
    Unsupported,
}

/// An operator on its way from attempt to attempt.
#[derive(Clone, Copy, Collect)]
#[collect(no_drop)]
struct Operation<'gc> {
    a: Value<'gc>,
    b: Value<'gc>,
    /// The modulus of `pow`, or NULL.
    modulus: Value<'gc>,
    names: OperatorNames<'gc>,
    #[collect(require_static)]
    symbol: &'static str,
    #[collect(require_static)]
    inplace: bool,
    #[collect(require_static)]
    next: Attempt,
    reflected_done: bool,
}

impl<'gc> Operation<'gc> {
    fn new(operator: BinaryOperator, names: OperatorNames<'gc>, a: Value<'gc>, b: Value<'gc>) -> Self {
        let symbol = match operator {
            BinaryOperator::Power => "** or pow()",
            BinaryOperator::InplacePower => "**=",
            other => other.text(),
        };
        Self {
            a,
            b,
            modulus: Value::Null,
            names,
            symbol,
            inplace: operator.is_inplace(),
            next: Attempt::InPlace,
            reflected_done: false,
        }
    }

    /// Tries attempts until one gives a result or has to wait for one.
    fn advance(mut self, ctx: Ctx<'gc>) -> NativeResult<'gc> {
        loop {
            let Some(step) = self.attempt(ctx)? else { continue };
            match step {
                Step::Return(Value::NotImplemented) => {}
                Step::Return(value) => return Ok(Step::Return(value)),
                step => return Ok(Step::run(OperationWait { operation: self, first: FirstStep::new(step) })),
            }
        }
    }

    /// Makes the next attempt; nothing when there is nothing to try in it.
    fn attempt(&mut self, ctx: Ctx<'gc>) -> Result<Option<Step<'gc>>, Raise<'gc>> {
        let (a, b) = (self.a, self.b);
        let [plain, reflected, inplace] = self.names;
        match self.next {
            Attempt::InPlace => {
                self.next = Attempt::ReflectedFirst;
                if !self.inplace {
                    return Ok(None);
                }
                self.try_method(ctx, a, inplace, b)
            }
            Attempt::ReflectedFirst => {
                self.next = Attempt::Plain;
                let (class_a, class_b) = (ctx.class_of(a), ctx.class_of(b));
                if class_a.is(class_b) {
                    self.reflected_done = true;
                    return Ok(None);
                }
                if !class_b.is_subclass(class_a) {
                    return Ok(None);
                }
                let overriding = class_b.lookup(ctx.mc, reflected);
                let overridden = class_a.lookup(ctx.mc, reflected);
                let same = match (overriding, overridden) {
                    (None, _) => true,
                    (Some(x), Some(y)) => x.is(y),
                    (Some(_), None) => false,
                };
                if same {
                    return Ok(None);
                }
                self.reflected_done = true;
                self.try_method(ctx, b, reflected, a)
            }
            Attempt::Plain => {
                self.next = Attempt::Reflected;
                self.try_method(ctx, a, plain, b)
            }
            Attempt::Reflected => {
                self.next = Attempt::Sequence;
                if self.reflected_done {
                    return Ok(None);
                }
                self.try_method(ctx, b, reflected, a)
            }
            Attempt::Sequence => {
                self.next = Attempt::SequenceRight;
                if self.inplace
                    && let Some(method) = sequence_method(ctx, a, inplace)
                {
                    self.check_count(ctx, b)?;
                    self.next = Attempt::Unsupported;
                    return special::call_attribute(ctx, method, a, &[b]).map(Some);
                }
                let Some(method) = sequence_method(ctx, a, plain) else { return Ok(None) };
                self.check_count(ctx, b)?;
                self.next = Attempt::Unsupported;
                special::call_attribute(ctx, method, a, &[b]).map(Some)
            }
            Attempt::SequenceRight => {
                self.next = Attempt::Unsupported;
                if !self.is_multiply(ctx) {
                    return Ok(None);
                }
                let Some(method) = sequence_method(ctx, b, plain) else { return Ok(None) };
                self.check_count(ctx, a)?;
                special::call_attribute(ctx, method, b, &[a]).map(Some)
            }
            Attempt::Unsupported => Err(self.unsupported(ctx)),
        }
    }

    fn is_multiply(&self, ctx: Ctx<'gc>) -> bool {
        self.names[0].is(ctx.names.mul)
    }

    /// `can't multiply sequence by non-int`, for repetitions.
    fn check_count(&self, ctx: Ctx<'gc>, count: Value<'gc>) -> Result<(), Raise<'gc>> {
        if self.is_multiply(ctx) && count.as_int().is_none() && !special::has(ctx, count, ctx.names.index) {
            return Err(
                ctx.type_error(format!("can't multiply sequence by non-int of type '{}'", ctx.type_name(count)))
            );
        }
        Ok(())
    }

    /// Calls a special method, unless it belongs to the sequence protocol,
    /// whose turn comes last.
    fn try_method(
        &self,
        ctx: Ctx<'gc>,
        object: Value<'gc>,
        name: Str<'gc>,
        other: Value<'gc>,
    ) -> Result<Option<Step<'gc>>, Raise<'gc>> {
        let attribute = match ctx.lookup_special(object, name) {
            None => return Ok(None),
            Some(attribute) => attribute,
        };
        if is_sequence_method(ctx, attribute, name) {
            return Ok(None);
        }
        match self.modulus {
            Value::Null => special::call_attribute(ctx, attribute, object, &[other]).map(Some),
            modulus => special::call_attribute(ctx, attribute, object, &[other, modulus]).map(Some),
        }
    }

    #[cold]
    fn unsupported(&self, ctx: Ctx<'gc>) -> Raise<'gc> {
        let (a, b) = (ctx.type_name(self.a), ctx.type_name(self.b));
        if !self.modulus.is_null() {
            // `ternary_op` asks the modulus too: floats and complex numbers refuse for all.
            if self.modulus.as_f64().is_some() {
                return ctx.type_error("pow() 3rd argument not allowed unless all arguments are integers");
            }
            if self.modulus.as_complex().is_some() {
                return ctx.value_error("complex modulo");
            }
            let modulus = ctx.type_name(self.modulus);
            return ctx.type_error(format!("unsupported operand type(s) for ** or pow(): '{a}', '{b}', '{modulus}'"));
        }
        if self.symbol == ">>"
            && let Value::Builtin(function) = self.a
            && function.owner.is_none()
            && function.name.is_text("print")
        {
            return ctx.type_error(format!(
                "unsupported operand type(s) for >>: '{a}' and '{b}'. Did you mean \"print(<message>, file=<output_stream>)\"?"
            ));
        }
        ctx.type_error(format!("unsupported operand type(s) for {}: '{a}' and '{b}'", self.symbol))
    }
}

/// Whether an attribute is the native `__add__`, `__mul__` and kin of a
/// sequence type: CPython's `sq_concat` and `sq_repeat`, which are tried last.
fn is_sequence_method<'gc>(ctx: Ctx<'gc>, attribute: Value<'gc>, name: Str<'gc>) -> bool {
    let Value::Builtin(builtin) = attribute else { return false };
    let (Some(owner), BuiltinKind::Slot) = (builtin.owner, builtin.kind) else { return false };
    let names = &ctx.state().names;
    if ![names.add, names.mul, names.rmul, names.iadd, names.imul].iter().any(|known| known.is(name)) {
        return false;
    }
    let types = &ctx.state().types;
    owner.has(ClassFlags::SEQUENCE) && !owner.has(ClassFlags::HEAP)
        || [types.str, types.bytes, types.bytearray].iter().any(|class| class.is(owner))
}

fn sequence_method<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, name: Str<'gc>) -> Option<Value<'gc>> {
    ctx.lookup_special(object, name).filter(|&attribute| is_sequence_method(ctx, attribute, name))
}

/// An operation that waits for the outcome of an attempt.
#[derive(Collect)]
#[collect(no_drop)]
struct OperationWait<'gc> {
    operation: Operation<'gc>,
    first: FirstStep<'gc>,
}

impl<'gc> Continuation<'gc> for OperationWait<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        if let Some(step) = self.first.take() {
            return Ok(Flow::Await(step));
        }
        match input.value(ctx)? {
            Value::NotImplemented => self.operation.advance(ctx).map(Flow::Done),
            value => Flow::value(value),
        }
    }
}

/// `pow(a, b, modulus)`; `modulus` NULL or None is `a ** b`.
///
/// # Errors
/// What the operation raises.
pub fn power<'gc>(ctx: Ctx<'gc>, a: Value<'gc>, b: Value<'gc>, modulus: Value<'gc>) -> NativeResult<'gc> {
    if matches!(modulus, Value::Null | Value::None) {
        return binary(ctx, BinaryOperator::Power, a, b);
    }
    let names = names_of(ctx, BinaryOperator::Power);
    let mut operation = Operation::new(BinaryOperator::Power, names, a, b);
    operation.modulus = modulus;
    operation.advance(ctx)
}

/// `divmod(a, b)`.
///
/// # Errors
/// What the operation raises.
pub fn div_mod<'gc>(ctx: Ctx<'gc>, a: Value<'gc>, b: Value<'gc>) -> NativeResult<'gc> {
    let names = [ctx.names.divmod, ctx.names.rdivmod, ctx.names.divmod];
    let operation = Operation { symbol: "divmod()", ..Operation::new(BinaryOperator::FloorDivide, names, a, b) };
    operation.advance(ctx)
}
