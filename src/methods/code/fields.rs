//! The fields of a code object as a program gives them, and from there to the code object.

use crate::objects::{Code, CodeBuilder, CodeError, CodeFlags, Shown};
use crate::runtime::{Ctx, Raise};
use crate::types::{Str, Tuple};
use crate::value::Value;

/// A field, in the order of the constructor's arguments.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(usize)]
pub enum Field {
    Argcount,
    Posonlyargcount,
    Kwonlyargcount,
    Nlocals,
    Stacksize,
    Flags,
    Code,
    Consts,
    Names,
    Varnames,
    Filename,
    Name,
    Qualname,
    Firstlineno,
    Linetable,
    Exceptiontable,
    Freevars,
    Cellvars,
}

/// The number of fields.
pub const FIELDS: usize = 18;

/// What a field holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Int,
    Bytes,
    Tuple,
    Str,
}

impl Kind {
    /// The name of the type in errors.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Int => "int",
            Kind::Bytes => "bytes",
            Kind::Tuple => "tuple",
            Kind::Str => "str",
        }
    }
}

/// All fields with their names and kinds, in order.
pub const TABLE: [(Field, &str, Kind); FIELDS] = [
    (Field::Argcount, "co_argcount", Kind::Int),
    (Field::Posonlyargcount, "co_posonlyargcount", Kind::Int),
    (Field::Kwonlyargcount, "co_kwonlyargcount", Kind::Int),
    (Field::Nlocals, "co_nlocals", Kind::Int),
    (Field::Stacksize, "co_stacksize", Kind::Int),
    (Field::Flags, "co_flags", Kind::Int),
    (Field::Code, "co_code", Kind::Bytes),
    (Field::Consts, "co_consts", Kind::Tuple),
    (Field::Names, "co_names", Kind::Tuple),
    (Field::Varnames, "co_varnames", Kind::Tuple),
    (Field::Filename, "co_filename", Kind::Str),
    (Field::Name, "co_name", Kind::Str),
    (Field::Qualname, "co_qualname", Kind::Str),
    (Field::Firstlineno, "co_firstlineno", Kind::Int),
    (Field::Linetable, "co_linetable", Kind::Bytes),
    (Field::Exceptiontable, "co_exceptiontable", Kind::Bytes),
    (Field::Freevars, "co_freevars", Kind::Tuple),
    (Field::Cellvars, "co_cellvars", Kind::Tuple),
];

/// The four fields that hold names, in the order in which the constructor looks at them.
pub const NAMES: [Field; 4] = [Field::Names, Field::Varnames, Field::Freevars, Field::Cellvars];

/// Fields whose types have been checked; the ints are converted.
pub struct Fields<'gc> {
    values: [Value<'gc>; FIELDS],
}

/// An int as C's `int`.
///
/// # Errors
/// TypeError for what is no int, OverflowError for one that does not fit, or what its `__index__` raises.
pub fn c_int<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<i32, Raise<'gc>> {
    match ctx.index(value)? {
        Value::Int(int) if i32::try_from(int).is_ok() => Ok(int as i32),
        Value::True => Ok(1),
        Value::False => Ok(0),
        _ => Err(ctx.overflow_error("Python int too large to convert to C int")),
    }
}

impl<'gc> Fields<'gc> {
    /// Checks the types of `values`, in the order of [`Field`]; `mismatch` words the error for a field (its index, name,
    /// the type it must have and the one it has).
    ///
    /// # Errors
    /// That error, or that of [`c_int`].
    pub fn check(
        ctx: Ctx<'gc>,
        mut values: [Value<'gc>; FIELDS],
        mismatch: impl Fn(usize, &str, &str, &str) -> String,
    ) -> Result<Self, Raise<'gc>> {
        for (index, (value, (_, name, kind))) in values.iter_mut().zip(TABLE).enumerate() {
            let fits = match kind {
                Kind::Int => {
                    *value = Value::Int(c_int(ctx, *value)?.into());
                    true
                }
                Kind::Bytes => value.as_bytes().is_some(),
                Kind::Tuple => value.as_tuple().is_some(),
                Kind::Str => value.as_str().is_some(),
            };
            if !fits {
                let found = if value.is_none() { "None".to_owned() } else { ctx.type_name(*value) };
                return Err(ctx.type_error(mismatch(index, name, kind.name(), &found)));
            }
        }
        Ok(Fields { values })
    }

    /// The value of a field.
    pub fn value(&self, field: Field) -> Value<'gc> {
        self.values.get(field as usize).copied().unwrap_or(Value::Null)
    }

    /// The value of an int field.
    pub fn int(&self, field: Field) -> i32 {
        match self.value(field) {
            Value::Int(int) => i32::try_from(int).unwrap_or(-1),
            _ => -1,
        }
    }

    /// The items of a tuple field.
    pub fn items(&self, field: Field) -> &'gc [Value<'gc>] {
        self.value(field).as_tuple().map_or(&[], Tuple::as_slice)
    }

    fn bytes(&self, field: Field) -> Box<[u8]> {
        self.value(field).as_bytes().map_or_else(Box::default, |bytes| bytes.as_slice().into())
    }

    /// The names of a tuple field; what is no string counts as a name too, until it is refused.
    fn texts(&self, ctx: Ctx<'gc>, field: Field) -> Vec<Str<'gc>> {
        self.items(field).iter().map(|name| name.as_str().unwrap_or(ctx.names.empty)).collect()
    }

    fn builder(&self, ctx: Ctx<'gc>) -> CodeBuilder<'gc> {
        let text = |field| self.value(field).as_str().unwrap_or(ctx.names.empty);
        Code::builder(ctx)
            .argcount(self.int(Field::Argcount))
            .posonlyargcount(self.int(Field::Posonlyargcount))
            .kwonlyargcount(self.int(Field::Kwonlyargcount))
            .nlocals(self.int(Field::Nlocals))
            .stacksize(self.int(Field::Stacksize))
            .flags(CodeFlags::from_bits_retain(self.int(Field::Flags).cast_unsigned()))
            .firstlineno(self.int(Field::Firstlineno))
            .code(self.bytes(Field::Code))
            .consts(self.value(Field::Consts).as_tuple().unwrap_or(ctx.empty_tuple))
            .names(self.texts(ctx, Field::Names))
            .varnames(self.texts(ctx, Field::Varnames))
            .cellvars(self.texts(ctx, Field::Cellvars))
            .freevars(self.texts(ctx, Field::Freevars))
            .filename(text(Field::Filename))
            .name(text(Field::Name))
            .qualname(text(Field::Qualname))
            .linetable(self.bytes(Field::Linetable))
            .exceptiontable(self.bytes(Field::Exceptiontable))
    }

    /// The code object, which shows the objects it was made of.
    ///
    /// # Errors
    /// ValueError, OverflowError or SystemError for fields that do not fit each other.
    pub fn build(&self, ctx: Ctx<'gc>) -> Result<Code<'gc>, Raise<'gc>> {
        let code = self.builder(ctx).build(ctx).map_err(|error| raise(ctx, error))?;
        for (shown, field) in [
            (Shown::Consts, Field::Consts),
            (Shown::Filename, Field::Filename),
            (Shown::Name, Field::Name),
            (Shown::Qualname, Field::Qualname),
        ] {
            // What is no instance of a subclass is what the code holds.
            if matches!(self.value(field), Value::Instance(_)) {
                code.show(ctx.mc, shown, self.value(field));
            }
        }
        for (shown, field, stored) in [
            (Shown::Linetable, Field::Linetable, &code.data().linetable),
            (Shown::Exceptiontable, Field::Exceptiontable, &code.data().exceptiontable),
        ] {
            let given = self.value(field);
            if given.as_bytes().is_some_and(|bytes| bytes.as_slice() == &**stored) {
                code.show(ctx.mc, shown, given);
            }
        }
        Ok(code)
    }
}

/// The exception of an error.
pub fn raise<'gc>(ctx: Ctx<'gc>, error: CodeError) -> Raise<'gc> {
    let message = error.to_string();
    match error {
        CodeError::Counts => ctx.system_error(message),
        CodeError::TooLong => ctx.overflow_error(message),
        _ => ctx.value_error(message),
    }
}
