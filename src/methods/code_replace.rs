//! Making code objects from Python: `types.CodeType(...)` and `code.replace()`.
//! Mirrors `code_new_impl`, `code_replace_impl` and `_PyCode_Validate` of
//! `Objects/codeobject.c`.

use std::cell::Cell as StdCell;

use gc_arena::lock::Lock;

use super::code::{code, names_of_kind};
use crate::objects::{Code, CodeData, CodeFlags, LocalKind};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::{Bytes, Str, Tuple};
use crate::value::Value;

/// The fields in the order of the constructor, as its clinic names them for `replace`.
const FIELDS: [&str; 18] = [
    "co_argcount",
    "co_posonlyargcount",
    "co_kwonlyargcount",
    "co_nlocals",
    "co_stacksize",
    "co_flags",
    "co_code",
    "co_consts",
    "co_names",
    "co_varnames",
    "co_filename",
    "co_name",
    "co_qualname",
    "co_firstlineno",
    "co_linetable",
    "co_exceptiontable",
    "co_freevars",
    "co_cellvars",
];

/// What a field holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Int,
    Bytes,
    Tuple,
    Str,
}

fn kind(index: usize) -> Kind {
    match index {
        0..=5 | 13 => Kind::Int,
        6 | 14 | 15 => Kind::Bytes,
        10..=12 => Kind::Str,
        _ => Kind::Tuple,
    }
}

/// Which of the two callers words the errors.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Caller {
    New,
    Replace,
}

/// The fields as they were given, checked for their types.
struct Given<'gc> {
    ints: [i32; 7],
    values: [Value<'gc>; 18],
}

fn check<'gc>(ctx: Ctx<'gc>, values: [Value<'gc>; 18], caller: Caller) -> Result<Given<'gc>, Raise<'gc>> {
    let mut ints = [0i32; 7];
    for (index, &value) in values.iter().enumerate() {
        let (fits, want) = match kind(index) {
            Kind::Int => {
                let int = ctx.index_i64(value)?;
                let Ok(int) = i32::try_from(int) else {
                    return Err(ctx.overflow_error("Python int too large to convert to C int"));
                };
                if let Some(place) = ints.get_mut(if index == 13 { 6 } else { index }) {
                    *place = int;
                }
                continue;
            }
            Kind::Bytes => (value.as_bytes().is_some(), "bytes"),
            Kind::Tuple => (value.as_tuple().is_some(), "tuple"),
            Kind::Str => (value.as_str().is_some(), "str"),
        };
        if !fits {
            let got = if value.is_none() { "None".to_owned() } else { ctx.type_name(value) };
            let field = FIELDS.get(index).copied().unwrap_or_default();
            return Err(ctx.type_error(match caller {
                Caller::New => format!("code() argument {} must be {want}, not {got}", index + 1),
                Caller::Replace => format!("replace() argument '{field}' must be {want}, not {got}"),
            }));
        }
    }
    Ok(Given { ints, values })
}

/// `types.CodeType(...)`.
///
/// # Errors
/// TypeError, ValueError, OverflowError or SystemError for fields that do not fit.
pub fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    super::new_class(ctx, &args, ctx.types.code)?;
    if !args.extra().is_empty() {
        return Err(ctx.type_error("code() takes no keyword arguments"));
    }
    let given = args.rest().len();
    if given < 16 {
        return Err(ctx.type_error(format!("code expected at least 16 arguments, got {given}")));
    }
    if given > 18 {
        return Err(ctx.type_error(format!("code expected at most 18 arguments, got {given}")));
    }
    let mut values = [Value::Tuple(ctx.empty_tuple); 18];
    for (place, value) in values.iter_mut().zip(args.rest()) {
        *place = *value;
    }
    let given = check(ctx, values, Caller::New)?;
    for (name, value) in ["argcount", "posonlyargcount", "kwonlyargcount", "nlocals"].iter().zip(given.ints) {
        if value < 0 {
            return Err(ctx.value_error(format!("code: {name} must not be negative")));
        }
    }
    for index in [8, 9, 16, 17] {
        for name in items(&given, index) {
            if name.as_str().is_none() {
                let got = ctx.type_name(*name);
                return Err(ctx.type_error(format!("name tuples must contain only strings, not '{got}'")));
            }
        }
    }
    Step::value(build(ctx, &given)?)
}

/// `code.replace(**changes)`.
///
/// # Errors
/// TypeError, ValueError, OverflowError or SystemError for fields that do not fit.
pub fn replace<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let own = code(ctx, args.get(0))?;
    let data = own.data();
    let bytes = |bytes: &[u8]| Value::Bytes(Bytes::new(ctx.mc, bytes));
    let count = |count: u32| Value::Int(i64::from(count));
    let nlocals = data.locals_of_kind(LocalKind::LOCAL).count();
    let mut values = [
        count(data.argcount),
        count(data.posonlyargcount),
        count(data.kwonlyargcount),
        Value::Int(i64::try_from(nlocals).unwrap_or(i64::MAX)),
        count(data.stacksize),
        count(data.flags.bits()),
        bytes(&data.code),
        data.consts.into(),
        data.names.into(),
        names_of_kind(ctx, own, LocalKind::LOCAL),
        data.filename.into(),
        data.name.into(),
        data.qualname.into(),
        Value::Int(i64::from(data.firstlineno)),
        bytes(&data.linetable),
        bytes(&data.exceptiontable),
        names_of_kind(ctx, own, LocalKind::FREE),
        names_of_kind(ctx, own, LocalKind::CELL),
    ];
    for (name, value) in args.extra() {
        let found = FIELDS.iter().position(|field| name.is_text(field));
        match found.and_then(|index| values.get_mut(index)) {
            Some(place) => *place = *value,
            None => {
                let name = name.lossy();
                return Err(ctx.type_error(format!("replace() got an unexpected keyword argument '{name}'")));
            }
        }
    }
    let given = check(ctx, values, Caller::Replace)?;
    for (index, value) in [0usize, 1, 2, 3, 4, 5, 13].into_iter().zip(given.ints) {
        if value < 0 {
            let field = FIELDS.get(index).copied().unwrap_or_default();
            return Err(ctx.value_error(format!("{field} must be a positive integer")));
        }
    }
    for index in [8, 9, 16, 17] {
        if items(&given, index).iter().any(|name| !matches!(name, Value::Str(_))) {
            return Err(ctx.system_error("non-string found in code slot"));
        }
    }
    let made = build(ctx, &given)?;
    Step::value(keep_parameters(ctx, own, made))
}

/// Gives the slots of a copy the bits that only the compiler knows, where the
/// names are still the same.
fn keep_parameters<'gc>(ctx: Ctx<'gc>, own: Code<'gc>, made: Code<'gc>) -> Code<'gc> {
    let (old, new) = (own.data(), made.data());
    let names =
        |code: &CodeData<'gc>| code.localsplusnames.as_slice().iter().map(|name| name.as_str()).collect::<Vec<_>>();
    let same_names = names(old).iter().zip(names(new)).all(|(a, b)| match (a, b) {
        (Some(a), Some(b)) => a.same_text(b),
        _ => false,
    });
    if !same_names
        || old.localspluskinds.len() != new.localspluskinds.len()
        || old.argcount != new.argcount
        || old.kwonlyargcount != new.kwonlyargcount
    {
        return made;
    }
    let kinds = old.localspluskinds.iter().zip(&new.localspluskinds);
    let compiler = LocalKind::ARG_POS | LocalKind::ARG_KW | LocalKind::ARG_VAR | LocalKind::HIDDEN;
    let kinds = kinds.map(|(&old, &new)| (old & compiler) | new).collect();
    Code::alloc(ctx.mc, copy_with(new, kinds))
}

fn copy_with<'gc>(code: &CodeData<'gc>, localspluskinds: Box<[LocalKind]>) -> CodeData<'gc> {
    CodeData {
        argcount: code.argcount,
        posonlyargcount: code.posonlyargcount,
        kwonlyargcount: code.kwonlyargcount,
        stacksize: code.stacksize,
        flags: code.flags,
        code: code.code.clone(),
        consts: code.consts,
        names: code.names,
        localsplusnames: code.localsplusnames,
        localspluskinds,
        filename: code.filename,
        name: code.name,
        qualname: code.qualname,
        firstlineno: code.firstlineno,
        linetable: code.linetable.clone(),
        exceptiontable: code.exceptiontable.clone(),
        version: StdCell::new(0),
        program: Lock::new(None),
    }
}

fn items<'gc>(given: &Given<'gc>, index: usize) -> &'gc [Value<'gc>] {
    given.values.get(index).and_then(|value| value.as_tuple()).map_or(&[], Tuple::as_slice)
}

fn bytes_of<'gc>(given: &Given<'gc>, index: usize) -> Box<[u8]> {
    given
        .values
        .get(index)
        .and_then(|value| value.as_bytes())
        .map_or_else(Box::default, |bytes| bytes.as_slice().into())
}

fn text_of<'gc>(ctx: Ctx<'gc>, given: &Given<'gc>, index: usize) -> Str<'gc> {
    let text = given.values.get(index).and_then(|value| value.as_str()).unwrap_or(ctx.names.empty);
    ctx.intern_str(text)
}

/// The names as one flat array with their kinds: locals, cells that are no
/// locals, free variables.
fn flat_names<'gc>(ctx: Ctx<'gc>, given: &Given<'gc>) -> (Vec<Value<'gc>>, Vec<LocalKind>) {
    let text = |value: &Value<'gc>| value.as_str().map(|text| ctx.intern_str(text));
    let mut names: Vec<Str<'gc>> = items(given, 9).iter().filter_map(text).collect();
    let mut kinds = vec![LocalKind::LOCAL; names.len()];
    let locals = names.len();
    for cell in items(given, 17).iter().filter_map(text) {
        let known = names.iter().take(locals).position(|name| name.same_text(cell));
        match known.and_then(|index| kinds.get_mut(index)) {
            Some(kind) => *kind |= LocalKind::CELL,
            None => {
                names.push(cell);
                kinds.push(LocalKind::CELL);
            }
        }
    }
    for free in items(given, 16).iter().filter_map(text) {
        names.push(free);
        kinds.push(LocalKind::FREE);
    }
    (names.into_iter().map(Value::Str).collect(), kinds)
}

fn build<'gc>(ctx: Ctx<'gc>, given: &Given<'gc>) -> Result<Code<'gc>, Raise<'gc>> {
    let [argcount, posonly, kwonly, nlocals, stacksize, flags, firstlineno] = given.ints;
    let bytecode = bytes_of(given, 6);
    if !bytecode.len().is_multiple_of(2) {
        return Err(ctx.value_error("code: co_code is malformed"));
    }
    let (count, posonly, kwonly, stacksize, bits) = match (
        u32::try_from(argcount),
        u32::try_from(posonly),
        u32::try_from(kwonly),
        u32::try_from(stacksize),
        u32::try_from(flags),
    ) {
        (Ok(count), Ok(posonly), Ok(kwonly), Ok(stacksize), Ok(bits)) if posonly <= count => {
            (count, posonly, kwonly, stacksize, bits)
        }
        _ => return Err(ctx.system_error("Objects/codeobject.c:465: bad argument to internal function")),
    };
    let flags = CodeFlags::from_bits_retain(bits);
    let (names, kinds) = flat_names(ctx, given);
    let locals = items(given, 9).len();
    let parameters = u64::from(count)
        + u64::from(kwonly)
        + u64::from(flags.contains(CodeFlags::VARARGS))
        + u64::from(flags.contains(CodeFlags::VARKEYWORDS));
    if parameters > u64::try_from(locals).unwrap_or(u64::MAX) {
        return Err(ctx.value_error("code: co_varnames is too small"));
    }
    if usize::try_from(nlocals).ok() != Some(locals) {
        return Err(ctx.value_error("code: co_nlocals != len(co_varnames)"));
    }
    let exact = |index| {
        let names: Vec<Value<'gc>> = items(given, index)
            .iter()
            .filter_map(|name| name.as_str())
            .map(|name| ctx.intern_str(name).into())
            .collect();
        Tuple::new(ctx.mc, names)
    };
    Ok(Code::alloc(
        ctx.mc,
        CodeData {
            argcount: count,
            posonlyargcount: posonly,
            kwonlyargcount: kwonly,
            stacksize: stacksize.max(1),
            flags,
            code: bytecode,
            consts: given.values.get(7).and_then(|value| value.as_tuple()).unwrap_or(ctx.empty_tuple),
            names: exact(8),
            localsplusnames: Tuple::new(ctx.mc, names),
            localspluskinds: kinds.into(),
            filename: text_of(ctx, given, 10),
            name: text_of(ctx, given, 11),
            qualname: text_of(ctx, given, 12),
            firstlineno,
            linetable: bytes_of(given, 14),
            exceptiontable: bytes_of(given, 15),
            version: StdCell::new(0),
            program: Lock::new(None),
        },
    ))
}
