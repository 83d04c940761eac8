//! compile, eval, exec.

use gc_arena::barrier::unlock;
use gc_arena::lock::Lock;

use super::namespaces::{caller, locals_of};
use crate::objects::flags::LocalKind;
use crate::objects::{Back, Code, Frame, FrameData};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::{Dict, Function, FunctionData, Tuple};
use crate::value::Value;
use crate::vm::{call, ops};

/// What a piece of source is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Exec,
    Eval,
    Single,
}

/// The bytes of an argument that holds source; nothing for other types.
fn source_bytes(value: Value<'_>) -> Option<Vec<u8>> {
    match value.payload() {
        Value::Str(text) => Some(text.wtf8().as_bytes().to_vec()),
        Value::Bytes(bytes) => Some(bytes.as_slice().to_vec()),
        Value::ByteArray(bytes) => Some(bytes.data().0.borrow().clone()),
        _ => None,
    }
}

/// `compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1)`
pub(super) fn compile<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let filename = file_name(ctx, args.get(1))?;
    let mode = match args.get(2).as_str() {
        Some(mode) => mode,
        None => {
            let name = ctx.type_name(args.get(2));
            return Err(ctx.type_error(format!("compile() argument 'mode' must be str, not {name}")));
        }
    };
    let number = |index: usize, default: i64| match args.opt(index) {
        None => Ok(default),
        Some(value) => ctx.index_i64(value),
    };
    let (flags, optimize) = (number(3, 0)?, number(5, -1)?);
    let inherit = match args.opt(4) {
        Some(value) => !ctx.is_true(value)?,
        None => true,
    };
    let settings = Settings { flags, optimize, inherit };
    let mode = match mode.as_utf8() {
        Some("exec") => Mode::Exec,
        Some("eval") => Mode::Eval,
        Some("single") => Mode::Single,
        _ => {
            settings.check(ctx)?;
            return Err(ctx.value_error("compile() mode must be 'exec', 'eval' or 'single'"));
        }
    };
    let Some(source) = source_bytes(args.get(0)) else {
        settings.check(ctx)?;
        return Err(ctx.type_error("compile() arg 1 must be a string, bytes or AST object"));
    };
    let text = args.get(0).as_str().is_some();
    compile_source(ctx, &source, text, &filename, mode, settings).map(|code| Step::Return(code.into()))
}

/// `os.fspath` of the argument `filename`.
fn file_name<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<String, Raise<'gc>> {
    let path = match value.payload() {
        Value::Str(_) | Value::Bytes(_) => value,
        _ => match ops::special::call(ctx, value, ctx.names.fspath, &[])? {
            Some(step) => ctx.reenter(step)?,
            None => {
                let name = ctx.type_name(value);
                return Err(ctx.type_error(format!("expected str, bytes or os.PathLike object, not {name}")));
            }
        },
    };
    match path.payload() {
        Value::Str(text) => Ok(text.lossy().into_owned()),
        Value::Bytes(bytes) => Ok(String::from_utf8_lossy(bytes.as_slice()).into_owned()),
        _ => {
            let (of, got) = (ctx.type_name(value), ctx.type_name(path));
            Err(ctx.type_error(format!("expected {of}.__fspath__() to return str or bytes, not {got}")))
        }
    }
}

/// The numeric arguments of `compile`.
#[derive(Clone, Copy)]
struct Settings {
    flags: i64,
    optimize: i64,
    inherit: bool,
}

const INHERIT: Settings = Settings { flags: 0, optimize: -1, inherit: true };

#[cfg(feature = "source")]
impl Settings {
    fn options<'gc>(self, ctx: Ctx<'gc>) -> Result<crate::source::Options, Raise<'gc>> {
        let inherited = match caller(ctx) {
            Some(frame) if self.inherit => Some(frame.data().code.get().flags.bits()),
            _ => None,
        };
        // What does not fit is as unknown as a flag or level that does not exist.
        let flags = u32::try_from(self.flags).unwrap_or(u32::MAX);
        let optimize = i32::try_from(self.optimize).unwrap_or(i32::MAX);
        crate::source::Options::from_compile(flags, inherited, optimize, 0).map_err(|error| match error {
            // A SyntaxError, so that `traceback` and others that only look
            // for a tree do without one.
            crate::source::OptionsError::OnlyAst => ctx.error(ctx.types.exceptions.SyntaxError, error.to_string()),
            _ => ctx.value_error(error.to_string()),
        })
    }

    fn check<'gc>(self, ctx: Ctx<'gc>) -> Result<(), Raise<'gc>> {
        self.options(ctx).map(|_| ())
    }
}

#[cfg(not(feature = "source"))]
impl Settings {
    fn check<'gc>(self, _: Ctx<'gc>) -> Result<(), Raise<'gc>> {
        let _ = (self.flags, self.optimize, self.inherit);
        Ok(())
    }
}

#[cfg(feature = "source")]
fn compile_source<'gc>(
    ctx: Ctx<'gc>,
    source: &[u8],
    text: bool,
    filename: &str,
    mode: Mode,
    settings: Settings,
) -> Result<Code<'gc>, Raise<'gc>> {
    use crate::source::{self, Source};

    let options = settings.options(ctx)?;
    if source.contains(&0) {
        let message = "source code string cannot contain null bytes";
        return Err(ctx.error(ctx.types.exceptions.SyntaxError, message));
    }
    let mode = match mode {
        Mode::Exec => source::Mode::Exec,
        Mode::Eval => source::Mode::Eval,
        Mode::Single => source::Mode::Single,
    };
    let source = match std::str::from_utf8(source) {
        Ok(utf8) if text => Source::Text(utf8),
        _ => Source::Bytes(source),
    };
    let compiled = source::compile(source, filename, mode, &options)
        .map_err(|error| crate::vm::compile::syntax_error(ctx, &error))?;
    crate::vm::load::verify_and_load(ctx, compiled.code)
}

#[cfg(not(feature = "source"))]
fn compile_source<'gc>(
    ctx: Ctx<'gc>,
    _: &[u8],
    _: bool,
    filename: &str,
    mode: Mode,
    _: Settings,
) -> Result<Code<'gc>, Raise<'gc>> {
    let what = match mode {
        Mode::Exec => "program",
        Mode::Eval => "expression",
        Mode::Single => "statement",
    };
    let message = format!("{filename}: this build cannot compile a {what} (feature `source`)");
    Err(ctx.error(ctx.types.exceptions.NotImplementedError, message))
}

/// `eval(source, /, globals=None, locals=None)`
pub(super) fn eval<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (globals, locals) = (given(args.get(1)), given(args.get(2)));
    if let Some(locals) = locals
        && !is_mapping(ctx, locals)
    {
        return Err(ctx.type_error("locals must be a mapping"));
    }
    if let Some(globals) = globals
        && globals.as_dict().is_none()
    {
        return Err(ctx.type_error(if is_mapping(ctx, globals) {
            "globals must be a real dict; try eval(code, {}, mapping)"
        } else {
            "globals must be a dict"
        }));
    }
    let (globals, locals) = namespaces(ctx, globals, locals)?;
    let code = match args.get(0) {
        Value::Code(code) => {
            if code.data().nfreevars() > 0 {
                return Err(ctx.type_error("code object passed to eval() may not contain free variables"));
            }
            code
        }
        source => {
            let Some(bytes) = source_bytes(source) else {
                return Err(ctx.type_error("eval() arg 1 must be a string, bytes or code object"));
            };
            let skip = bytes.iter().take_while(|&&byte| byte == b' ' || byte == b'\t').count();
            let text = source.as_str().is_some();
            compile_source(ctx, bytes.get(skip..).unwrap_or_default(), text, "<string>", Mode::Eval, INHERIT)?
        }
    };
    Ok(Step::Frame(frame(ctx, code, None, globals, locals)?))
}

/// `exec(source, /, globals=None, locals=None, *, closure=None)`
pub(super) fn exec<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (globals, locals, closure) = (given(args.get(1)), given(args.get(2)), given(args.get(3)));
    if let Some(globals) = globals
        && globals.as_dict().is_none()
    {
        let name = ctx.type_name(globals);
        return Err(ctx.type_error(format!("exec() globals must be a dict, not {name}")));
    }
    if let Some(locals) = locals
        && !is_mapping(ctx, locals)
    {
        let name = ctx.type_name(locals);
        return Err(ctx.type_error(format!("locals must be a mapping or None, not {name}")));
    }
    let (globals, locals) = namespaces(ctx, globals, locals)?;
    let (code, closure) = match args.get(0) {
        Value::Code(code) => (code, check_closure(ctx, code, closure)?),
        source => {
            if closure.is_some() {
                return Err(ctx.type_error("closure can only be used when source is a code object"));
            }
            let Some(bytes) = source_bytes(source) else {
                return Err(ctx.type_error("exec() arg 1 must be a string, bytes or code object"));
            };
            let text = source.as_str().is_some();
            (compile_source(ctx, &bytes, text, "<string>", Mode::Exec, INHERIT)?, None)
        }
    };
    Step::Frame(frame(ctx, code, closure, globals, locals)?).then(ctx, [], |_, _, []| Step::value(()))
}

/// The closure that goes with the free variables of `code`.
fn check_closure<'gc>(
    ctx: Ctx<'gc>,
    code: Code<'gc>,
    closure: Option<Value<'gc>>,
) -> Result<Option<Tuple<'gc>>, Raise<'gc>> {
    let wanted = code.data().nfreevars();
    if wanted == 0 {
        return match closure {
            None => Ok(None),
            Some(_) => Err(ctx.type_error("cannot use a closure with this code object")),
        };
    }
    let cells = |tuple: &Tuple<'gc>| {
        let items = tuple.as_slice();
        items.len() == wanted && items.iter().all(|item| matches!(item, Value::Cell(_)))
    };
    match closure {
        Some(Value::Tuple(tuple)) if cells(&tuple) => Ok(Some(tuple)),
        _ => Err(ctx.type_error(format!("code object requires a closure of exactly length {wanted}"))),
    }
}

fn given(value: Value<'_>) -> Option<Value<'_>> {
    value.some().filter(|value| !value.is_none())
}

/// `PyMapping_Check`.
fn is_mapping<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> bool {
    ops::special::has(ctx, value, ctx.names.getitem)
}

/// Where the code runs: what was given, else that of the caller.
fn namespaces<'gc>(
    ctx: Ctx<'gc>,
    globals: Option<Value<'gc>>,
    locals: Option<Value<'gc>>,
) -> Result<(Dict<'gc>, Value<'gc>), Raise<'gc>> {
    let (globals, locals) = match (globals.and_then(Value::as_dict), globals) {
        (Some(dict), Some(given)) => (dict, locals.unwrap_or(given)),
        _ => match caller(ctx) {
            Some(frame) => (frame.data().globals.get(), locals.unwrap_or_else(|| locals_of(ctx))),
            None => return Err(ctx.system_error("globals and locals cannot be NULL")),
        },
    };
    if globals.get_str(ctx.names.builtins).is_none() {
        let builtins = caller(ctx).map_or(ctx.builtins, |frame| frame.data().builtins.get());
        globals.set_str(ctx.mc, ctx.names.builtins, builtins.into());
    }
    Ok((globals, locals))
}

/// A frame of `code` in these namespaces.
fn frame<'gc>(
    ctx: Ctx<'gc>,
    code: Code<'gc>,
    closure: Option<Tuple<'gc>>,
    globals: Dict<'gc>,
    locals: Value<'gc>,
) -> Result<Frame<'gc>, Raise<'gc>> {
    let builtins = match globals.get_str(ctx.names.builtins).map(Value::payload) {
        Some(Value::Dict(dict)) => dict,
        Some(Value::Module(module)) => module.dict,
        _ => ctx.builtins,
    };
    let takes_arguments = code.total_args() > 0;
    let needs_function =
        takes_arguments || closure.is_some() || code.localspluskinds.iter().any(|kind| kind.contains(LocalKind::FREE));
    let function = needs_function.then(|| {
        Function::alloc(
            ctx.mc,
            FunctionData {
                code: Lock::new(code),
                globals,
                builtins,
                namespace: Lock::new(Value::Null),
                closure: Lock::new(closure),
                defaults: Lock::new(None),
                kwdefaults: Lock::new(None),
                name: Lock::new(code.name),
                qualname: Lock::new(code.qualname),
                dict: Lock::new(None),
                doc: Lock::new(Value::Null),
                module: Lock::new(Value::None),
                annotate: Lock::new(Value::Null),
                annotations: Lock::new(Value::Null),
                type_params: Lock::new(None),
            },
        )
    });
    if let (true, Some(function)) = (takes_arguments, function) {
        // A function's code: that no arguments are given is an error, unless it takes any number.
        let frame = call::frame_for(ctx, function, &[], None, Back::None)?;
        unlock!(frame.write(ctx.mc), FrameData, locals).set(locals);
        return Ok(frame);
    }
    Ok(Frame::new(ctx.mc, code, function, globals, builtins, locals))
}
