//! Methods of module. Mirrors `Objects/moduleobject.c`.

use super::object::name_argument;
use super::{new_class, wrap};
use crate::runtime::def::{TypeDef, getset, member, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::{Dict, Module};
use crate::value::Value;
use crate::vm::attributes;
use crate::vm::attributes::annotations::{is_callable, of_module};
use crate::vm::attributes::namespace::dict_of;
use crate::vm::ops;

/// What module offers.
pub const DEF: TypeDef = TypeDef {
    doc: Some("Create a module object."),
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", new),
        slot("__init__", "(self, /, name, doc=None)", init),
        slot("__repr__", "(self, /)", repr).doc("Return repr(self)."),
        slot("__getattribute__", "(self, name, /)", getattribute).doc("Return getattr(self, name)."),
        method("__dir__", "(self, /)", dir).doc("__dir__() -> list\nspecialized dir() implementation"),
    ],
    attributes: &[
        member("__dict__", dict),
        getset("__annotations__", annotations, set_annotations),
        getset("__annotate__", annotate, set_annotate),
    ],
    absent: &[],
};

fn namespace<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Dict<'gc>, Raise<'gc>> {
    value.as_module().map(|module| module.dict).ok_or_else(|| ctx.internal_error("receiver is not a module"))
}

fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = new_class(ctx, &args, ctx.types.module)?;
    Step::value(wrap(ctx, class, Value::Module(Module::new(ctx.mc, ctx.dict()))))
}

fn init<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let dict = namespace(ctx, args.get(0))?;
    let name = args.get(1);
    if name.as_str().is_none() {
        let got = if name.is_none() { "None".to_owned() } else { ctx.type_name(name) };
        return Err(ctx.type_error(format!("module() argument 'name' must be str, not {got}")));
    }
    for (key, value) in [
        (ctx.names.name, name),
        (ctx.names.doc, args.get(2).or(Value::None)),
        (ctx.names.package, Value::None),
        (ctx.names.loader, Value::None),
        (ctx.names.spec, Value::None),
    ] {
        dict.set_str(ctx.mc, key, value);
    }
    Step::value(())
}

/// The repr as `importlib._bootstrap._module_repr` makes it.
fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let dict = namespace(ctx, args.get(0))?;
    let given = |dict: Dict<'gc>, key: &str| ctx.get_name(dict, key).filter(|value| !value.is_none());
    let spec = dict.get_str(ctx.names.spec).and_then(dict_of);
    let named = spec.and_then(|spec| given(spec, "name")).or_else(|| dict.get_str(ctx.names.name));
    let name = named.unwrap_or_else(|| ctx.intern("?").into());
    let file = given(dict, "__file__");
    let origin = spec.and_then(|spec| given(spec, "origin"));
    let located = spec.is_none_or(|spec| matches!(ctx.get_name(spec, "_set_fileattr"), Some(Value::True)));
    let native = matches!(name, Value::Str(name)
        if crate::builtins::MODULES.iter().any(|module| name.is_text(module.name)));
    let place =
        match (origin, file) {
            (Some(origin), _) if !located => Step::Return(text_around(ctx, " (", origin, ")")),
            (Some(place), _) | (None, Some(place)) => ops::repr(ctx, place)?
                .then(ctx, [], |ctx, text, []| Step::value(text_around(ctx, " from ", text, "")))?,
            (None, None) if native => Step::Return(ctx.str(" (built-in)")),
            (None, None) => match given(dict, "__loader__") {
                Some(loader) => ops::repr(ctx, loader)?
                    .then(ctx, [], |ctx, text, []| Step::value(text_around(ctx, " (", text, ")")))?,
                None => Step::Return(ctx.str("")),
            },
        };
    place.then(ctx, [name], |ctx, place, [name]| {
        ops::repr(ctx, name)?.then(ctx, [place], |ctx, name, [place]| {
            let head = text_around(ctx, "<module ", name, "");
            let mut out = rustpython_wtf8::Wtf8Buf::new();
            for part in [head, place].into_iter().filter_map(Value::as_str) {
                out.push_wtf8(part.wtf8());
            }
            out.push_str(">");
            // `?` stands for itself.
            Step::value(ctx.str(out))
        })
    })
}

fn text_around<'gc>(ctx: Ctx<'gc>, before: &str, text: Value<'gc>, after: &str) -> Value<'gc> {
    let mut out = rustpython_wtf8::Wtf8Buf::from_string(before.to_owned());
    if let Some(text) = text.as_str() {
        out.push_wtf8(text.wtf8());
    }
    out.push_str(after);
    ctx.str(out)
}

fn getattribute<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    attributes::get::module_get(ctx, args.get(0), name_argument(ctx, args.get(1))?)
}

fn dir<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    attributes::get(ctx, args.get(0), ctx.names.dict)?.then(ctx, [], |ctx, dict, []| {
        let Some(dict) = dict.as_dict() else { return Err(ctx.type_error("<module>.__dict__ is not a dictionary")) };
        match dict.get_str(ctx.names.dir) {
            Some(hook) => Ok(Step::call(hook, &[])),
            None => Step::value(super::object::keys_list(ctx, dict)),
        }
    })
}

fn dict<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(namespace(ctx, object)?)
}

fn annotations<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    of_module(ctx, object, namespace(ctx, object)?)
}

fn set_annotations<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let dict = namespace(ctx, object)?;
    if !value.is_null() {
        dict.set_str(ctx.mc, ctx.names.annotations, value);
    } else if dict.remove_str(ctx.mc, ctx.names.annotations).is_none() {
        return Err(ctx.attribute_error_plain("__annotations__"));
    }
    dict.remove_str(ctx.mc, ctx.names.annotate);
    Step::value(())
}

fn annotate<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    let dict = namespace(ctx, object)?;
    Step::value(match dict.get_str(ctx.names.annotate) {
        Some(known) => known,
        None => {
            dict.set_str(ctx.mc, ctx.names.annotate, Value::None);
            Value::None
        }
    })
}

fn set_annotate<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let dict = namespace(ctx, object)?;
    if value.is_null() {
        return Err(ctx.type_error("cannot delete __annotate__ attribute"));
    }
    if !value.is_none() {
        if !is_callable(ctx, value) {
            return Err(ctx.type_error("__annotate__ must be callable or None"));
        }
        dict.remove_str(ctx.mc, ctx.names.annotations);
    }
    dict.set_str(ctx.mc, ctx.names.annotate, value);
    Step::value(())
}
