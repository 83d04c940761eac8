//! Methods of cell. Mirrors `Objects/cellobject.c`.

use crate::objects::Cell;
use crate::opcode::operands::CompareOp;
use crate::runtime::def::{TypeDef, getset, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::{Class, ClassData, ClassFlags, Exception, Layout, Tuple};
use crate::value::Value;
use crate::vm::ops;
use gc_arena::barrier::unlock;

/// What cell offers.
pub const DEF: TypeDef = TypeDef {
    doc: Some("Create a new cell object."),
    functions: &[
        static_method("__new__", "(cls, contents=None, /)", new),
        slot("__repr__", "(self, /)", repr).doc("Return repr(self)."),
        slot("__lt__", "(self, value, /)", lt).doc("Return self<value."),
        slot("__le__", "(self, value, /)", le).doc("Return self<=value."),
        slot("__eq__", "(self, value, /)", eq).doc("Return self==value."),
        slot("__ne__", "(self, value, /)", ne).doc("Return self!=value."),
        slot("__gt__", "(self, value, /)", gt).doc("Return self>value."),
        slot("__ge__", "(self, value, /)", ge).doc("Return self>=value."),
    ],
    attributes: &[getset("cell_contents", contents, set_contents)],
    absent: &["__hash__"],
};

fn cell<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Cell<'gc>, Raise<'gc>> {
    match value {
        Value::Cell(cell) => Ok(cell),
        _ => Err(ctx.internal_error("receiver is not a cell")),
    }
}

fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    super::new_class(ctx, &args, ctx.types.cell)?;
    Step::value(Cell::new(ctx.mc, args.get(1)))
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let own = cell(ctx, args.get(0))?;
    let inner = match own.raw() {
        Value::Null => "empty".to_owned(),
        held => {
            let name: String = ctx.type_name(held).chars().take(80).collect();
            format!("{name} object{}", super::object::at(held))
        }
    };
    Step::value(ctx.str(format!("<cell at {:#x}: {inner}>", own.address())))
}

fn compare<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, op: CompareOp) -> NativeResult<'gc> {
    let (Value::Cell(a), Value::Cell(b)) = (args.get(0), args.get(1)) else {
        return Step::value(Value::NotImplemented);
    };
    if !a.raw().is_null() && !b.raw().is_null() {
        return ops::compare(ctx, op, a.raw(), b.raw());
    }
    // An empty cell is less than any other.
    let order = (!a.raw().is_null()).cmp(&!b.raw().is_null());
    Step::value(match op {
        CompareOp::Lt => order.is_lt(),
        CompareOp::Le => order.is_le(),
        CompareOp::Eq => order.is_eq(),
        CompareOp::Ne => order.is_ne(),
        CompareOp::Gt => order.is_gt(),
        CompareOp::Ge => order.is_ge(),
    })
}

fn lt<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    compare(ctx, &args, CompareOp::Lt)
}

fn le<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    compare(ctx, &args, CompareOp::Le)
}

fn eq<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    compare(ctx, &args, CompareOp::Eq)
}

fn ne<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    compare(ctx, &args, CompareOp::Ne)
}

fn gt<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    compare(ctx, &args, CompareOp::Gt)
}

fn ge<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    compare(ctx, &args, CompareOp::Ge)
}

/// The class of the exception of an empty cell: it shows as ValueError, as in
/// CPython, and is an AttributeError as well.
fn empty_cell_error<'gc>(ctx: Ctx<'gc>) -> Result<Class<'gc>, Raise<'gc>> {
    const KEY: &str = "cell.empty_error";
    if let Some(Value::Class(class)) = ctx.get_name(ctx.module_state, KEY) {
        return Ok(class);
    }
    let exceptions = ctx.types.exceptions;
    let (value_error, attribute_error) = (exceptions.ValueError, exceptions.AttributeError);
    let name = ctx.intern("ValueError");
    let flags = ClassFlags::BASE | ClassFlags::DICT;
    let class = Class::bare(ctx.mc, name, Layout::Exception, flags, ctx.dict());
    unlock!(class.write(ctx.mc), ClassData, metaclass).set(Some(ctx.types.type_));
    class.data().slots.set(attribute_error.data().slots.get());
    let mut order = vec![class];
    order.extend(crate::vm::classes::linearise(ctx, &[value_error, attribute_error])?);
    class.link(ctx.mc, &[value_error, attribute_error], Some(attribute_error), &order);
    // Nobody should come across it by walking the subclasses.
    class.unlink(ctx.mc, value_error);
    class.unlink(ctx.mc, attribute_error);
    ctx.set_name(ctx.module_state, KEY, class);
    Ok(class)
}

fn contents<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    match cell(ctx, object)?.get() {
        Ok(value) => Step::value(value),
        Err(error) => {
            let class = empty_cell_error(ctx)?;
            let args = Tuple::new(ctx.mc, [ctx.str(error.to_string())]);
            Err(Exception::new(ctx.mc, class, args))
        }
    }
}

fn set_contents<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    cell(ctx, object)?.set(ctx.mc, value);
    Step::value(())
}
