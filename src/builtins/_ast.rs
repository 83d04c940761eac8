//! `_ast`: the classes of nodes of syntax trees. Mirrors `Python/Python-ast.c`.
//! Trees can be built, shown and walked; source is not parsed into them.

use gc_arena::barrier::unlock;

use super::ModuleDef;
use crate::runtime::def::{TypeDef, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::{Class, ClassData, ClassFlags, Dict, Instance, Layout};
use crate::value::Value;
use crate::vm::attributes;
use crate::vm::struct_sequence::ReprFields;
use crate::vm::warn::warn;

/// The module.
pub const MODULE: ModuleDef = ModuleDef { name: "_ast", doc: "", functions: &[], init };

/// Class, base, fields, and the attributes of a class right below AST. A field
/// ends in `*` for a list, `?` for what may be None, `!` for a context.
#[rustfmt::skip]
const CLASSES: &[(&str, &str, &str, &str)] = &[
    ("operator", "AST", "", ""),
    ("Add", "operator", "", ""),
    ("boolop", "AST", "", ""),
    ("And", "boolop", "", ""),
    ("stmt", "AST", "", "lineno col_offset end_lineno? end_col_offset?"),
    ("AnnAssign", "stmt", "target annotation value? simple", ""),
    ("Assert", "stmt", "test msg?", ""),
    ("Assign", "stmt", "targets* value type_comment?", ""),
    ("AsyncFor", "stmt", "target iter body* orelse* type_comment?", ""),
    ("AsyncFunctionDef", "stmt", "name args body* decorator_list* returns? type_comment? type_params*", ""),
    ("AsyncWith", "stmt", "items* body* type_comment?", ""),
    ("expr", "AST", "", "lineno col_offset end_lineno? end_col_offset?"),
    ("Attribute", "expr", "value attr ctx!", ""),
    ("AugAssign", "stmt", "target op value", ""),
    ("Await", "expr", "value", ""),
    ("BinOp", "expr", "left op right", ""),
    ("BitAnd", "operator", "", ""),
    ("BitOr", "operator", "", ""),
    ("BitXor", "operator", "", ""),
    ("BoolOp", "expr", "op values*", ""),
    ("Break", "stmt", "", ""),
    ("Call", "expr", "func args* keywords*", ""),
    ("ClassDef", "stmt", "name bases* keywords* body* decorator_list* type_params*", ""),
    ("Compare", "expr", "left ops* comparators*", ""),
    ("Constant", "expr", "value kind?", ""),
    ("Continue", "stmt", "", ""),
    ("expr_context", "AST", "", ""),
    ("Del", "expr_context", "", ""),
    ("Delete", "stmt", "targets*", ""),
    ("Dict", "expr", "keys* values*", ""),
    ("DictComp", "expr", "key value generators*", ""),
    ("Div", "operator", "", ""),
    ("cmpop", "AST", "", ""),
    ("Eq", "cmpop", "", ""),
    ("excepthandler", "AST", "", "lineno col_offset end_lineno? end_col_offset?"),
    ("ExceptHandler", "excepthandler", "type? name? body*", ""),
    ("Expr", "stmt", "value", ""),
    ("mod", "AST", "", ""),
    ("Expression", "mod", "body", ""),
    ("FloorDiv", "operator", "", ""),
    ("For", "stmt", "target iter body* orelse* type_comment?", ""),
    ("FormattedValue", "expr", "value conversion format_spec?", ""),
    ("FunctionDef", "stmt", "name args body* decorator_list* returns? type_comment? type_params*", ""),
    ("FunctionType", "mod", "argtypes* returns", ""),
    ("GeneratorExp", "expr", "elt generators*", ""),
    ("Global", "stmt", "names*", ""),
    ("Gt", "cmpop", "", ""),
    ("GtE", "cmpop", "", ""),
    ("If", "stmt", "test body* orelse*", ""),
    ("IfExp", "expr", "test body orelse", ""),
    ("Import", "stmt", "names*", ""),
    ("ImportFrom", "stmt", "module? names* level?", ""),
    ("In", "cmpop", "", ""),
    ("Interactive", "mod", "body*", ""),
    ("Interpolation", "expr", "value str conversion format_spec?", ""),
    ("unaryop", "AST", "", ""),
    ("Invert", "unaryop", "", ""),
    ("Is", "cmpop", "", ""),
    ("IsNot", "cmpop", "", ""),
    ("JoinedStr", "expr", "values*", ""),
    ("LShift", "operator", "", ""),
    ("Lambda", "expr", "args body", ""),
    ("List", "expr", "elts* ctx!", ""),
    ("ListComp", "expr", "elt generators*", ""),
    ("Load", "expr_context", "", ""),
    ("Lt", "cmpop", "", ""),
    ("LtE", "cmpop", "", ""),
    ("MatMult", "operator", "", ""),
    ("Match", "stmt", "subject cases*", ""),
    ("pattern", "AST", "", "lineno col_offset end_lineno end_col_offset"),
    ("MatchAs", "pattern", "pattern? name?", ""),
    ("MatchClass", "pattern", "cls patterns* kwd_attrs* kwd_patterns*", ""),
    ("MatchMapping", "pattern", "keys* patterns* rest?", ""),
    ("MatchOr", "pattern", "patterns*", ""),
    ("MatchSequence", "pattern", "patterns*", ""),
    ("MatchSingleton", "pattern", "value", ""),
    ("MatchStar", "pattern", "name?", ""),
    ("MatchValue", "pattern", "value", ""),
    ("Mod", "operator", "", ""),
    ("Module", "mod", "body* type_ignores*", ""),
    ("Mult", "operator", "", ""),
    ("Name", "expr", "id ctx!", ""),
    ("NamedExpr", "expr", "target value", ""),
    ("Nonlocal", "stmt", "names*", ""),
    ("Not", "unaryop", "", ""),
    ("NotEq", "cmpop", "", ""),
    ("NotIn", "cmpop", "", ""),
    ("Or", "boolop", "", ""),
    ("type_param", "AST", "", "lineno col_offset end_lineno end_col_offset"),
    ("ParamSpec", "type_param", "name default_value?", ""),
    ("Pass", "stmt", "", ""),
    ("Pow", "operator", "", ""),
    ("RShift", "operator", "", ""),
    ("Raise", "stmt", "exc? cause?", ""),
    ("Return", "stmt", "value?", ""),
    ("Set", "expr", "elts*", ""),
    ("SetComp", "expr", "elt generators*", ""),
    ("Slice", "expr", "lower? upper? step?", ""),
    ("Starred", "expr", "value ctx!", ""),
    ("Store", "expr_context", "", ""),
    ("Sub", "operator", "", ""),
    ("Subscript", "expr", "value slice ctx!", ""),
    ("TemplateStr", "expr", "values*", ""),
    ("Try", "stmt", "body* handlers* orelse* finalbody*", ""),
    ("TryStar", "stmt", "body* handlers* orelse* finalbody*", ""),
    ("Tuple", "expr", "elts* ctx!", ""),
    ("TypeAlias", "stmt", "name type_params* value", ""),
    ("type_ignore", "AST", "", ""),
    ("TypeIgnore", "type_ignore", "lineno tag", ""),
    ("TypeVar", "type_param", "name bound? default_value?", ""),
    ("TypeVarTuple", "type_param", "name default_value?", ""),
    ("UAdd", "unaryop", "", ""),
    ("USub", "unaryop", "", ""),
    ("UnaryOp", "expr", "op operand", ""),
    ("While", "stmt", "test body* orelse*", ""),
    ("With", "stmt", "items* body* type_comment?", ""),
    ("Yield", "expr", "value?", ""),
    ("YieldFrom", "expr", "value", ""),
    ("alias", "AST", "name asname?", "lineno col_offset end_lineno? end_col_offset?"),
    ("arg", "AST", "arg annotation? type_comment?", "lineno col_offset end_lineno? end_col_offset?"),
    ("arguments", "AST", "posonlyargs* args* vararg? kwonlyargs* kw_defaults* kwarg? defaults*", ""),
    ("comprehension", "AST", "target iter ifs* is_async", ""),
    ("keyword", "AST", "arg? value", "lineno col_offset end_lineno? end_col_offset?"),
    ("match_case", "AST", "pattern guard? body*", ""),
    ("withitem", "AST", "context_expr optional_vars?", ""),
];

/// What AST offers.
pub const AST: TypeDef = TypeDef {
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", |ctx, args| {
            let class = crate::methods::class_argument(ctx, args.get(0))?;
            Step::value(Instance::new(ctx.mc, class, Value::Null))
        }),
        slot("__init__", "(self, /, *args, **kwargs)", construct),
        slot("__repr__", "(self, /)", repr),
        method("__reduce__", "(self, /)", reduce),
        method("__replace__", "(self, /, **fields)", replace),
    ],
    ..TypeDef::EMPTY
};

fn init<'gc>(ctx: Ctx<'gc>, dict: Dict<'gc>) -> Result<(), Raise<'gc>> {
    let root = ctx.types.ast;
    for name in ["_fields", "_attributes", "__match_args__"] {
        root.set(ctx.mc, ctx.intern(name), ctx.tuple(&[]));
    }
    ctx.set_name(dict, "AST", root);
    for (name, base, fields, attributes) in CLASSES {
        let base = match ctx.get_name(dict, base) {
            Some(Value::Class(base)) => base,
            _ => root,
        };
        ctx.set_name(dict, name, node_class(ctx, name, base, fields, attributes));
    }
    for (name, flag) in [
        ("PyCF_ONLY_AST", 0x400i64),
        ("PyCF_TYPE_COMMENTS", 0x1000),
        ("PyCF_ALLOW_TOP_LEVEL_AWAIT", 0x2000),
        ("PyCF_OPTIMIZED_AST", 0x8400),
    ] {
        ctx.set_name(dict, name, flag);
    }
    Ok(())
}

/// The name of a field and what it is when it is left out.
fn split(field: &str) -> (&str, char) {
    match field.strip_suffix(['*', '?', '!']) {
        Some(name) => (name, field.chars().next_back().unwrap_or(' ')),
        None => (field, ' '),
    }
}

fn node_class<'gc>(ctx: Ctx<'gc>, name: &str, base: Class<'gc>, fields: &str, attributes: &str) -> Class<'gc> {
    let flags = ClassFlags::HEAP | ClassFlags::BASE | ClassFlags::DICT | ClassFlags::WEAKREF;
    let class = Class::bare(ctx.mc, ctx.intern(name), Layout::Object, flags, ctx.dict());
    let order: Vec<Class<'gc>> = std::iter::once(class).chain(base.mro_iter()).collect();
    class.link(ctx.mc, &[base], Some(base), &order);
    unlock!(class.write(ctx.mc), ClassData, metaclass).set(Some(ctx.types.type_));
    let names = |text: &str| -> Value<'gc> {
        let names: Vec<Value<'gc>> = text.split_whitespace().map(|field| ctx.intern(split(field).0).into()).collect();
        ctx.tuple(&names)
    };
    let own = names(fields);
    for (key, value) in
        [("_fields", own), ("__match_args__", own), ("__module__", ctx.str("ast")), ("__doc__", ctx.str(name))]
    {
        ctx.set_name(class.dict, key, value);
    }
    if !attributes.is_empty() {
        ctx.set_name(class.dict, "_attributes", names(attributes));
    }
    let kinds = ctx.dict();
    for field in fields.split_whitespace().chain(attributes.split_whitespace()) {
        let (field, kind) = split(field);
        match kind {
            '?' => ctx.set_name(class.dict, field, Value::None),
            '*' | '!' => ctx.set_name(kinds, field, ctx.char_str(rustpython_wtf8::CodePoint::from(kind))),
            _ => {}
        }
    }
    ctx.set_name(class.dict, KINDS, kinds);
    class.changed(ctx.mc);
    class
}

/// Where a class keeps which of its fields are lists and contexts.
const KINDS: &str = "_field_kinds";

fn field_names<'gc>(ctx: Ctx<'gc>, class: Class<'gc>) -> Vec<Value<'gc>> {
    match class.lookup(ctx.mc, ctx.intern("_fields")) {
        Some(Value::Tuple(fields)) => fields.as_slice().to_vec(),
        Some(Value::List(fields)) => fields.to_vec(),
        _ => Vec::new(),
    }
}

fn construct<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let Value::Instance(node) = args.get(0) else { return Err(ctx.internal_error("node expected")) };
    let class = node.class.get();
    let name = class.name.get().lossy();
    let fields = field_names(ctx, class);
    let given = args.rest();
    if given.len() > fields.len() {
        let (most, plural) = (fields.len(), if fields.len() == 1 { "" } else { "s" });
        return Err(ctx.type_error(format!("{name} constructor takes at most {most} positional argument{plural}")));
    }
    let dict = node.dict_or_new(ctx.mc);
    for (field, value) in fields.iter().zip(given) {
        if let Some(field) = field.as_str() {
            dict.set_str(ctx.mc, field, *value);
        }
    }
    let mut warnings = Vec::new();
    for (key, value) in args.extra() {
        let is = |field: &Value<'gc>| field.as_str().is_some_and(|field| field.same_text(*key));
        match fields.iter().position(is) {
            Some(index) if index < given.len() => {
                return Err(ctx.type_error(format!("{name} got multiple values for argument '{}'", key.lossy())));
            }
            Some(_) => {}
            None => {
                let attributes = class.lookup(ctx.mc, ctx.intern("_attributes")).and_then(Value::as_tuple);
                let known = attributes.is_some_and(|attributes| attributes.as_slice().iter().any(is));
                if !known {
                    warnings.push(format!(
                        "{name}.__init__ got an unexpected keyword argument '{}'. Support for arbitrary keyword \
                         arguments is deprecated and will be removed in Python 3.15.",
                        key.lossy()
                    ));
                }
            }
        }
        dict.set_str(ctx.mc, *key, *value);
    }
    let kinds = class.lookup(ctx.mc, ctx.intern(KINDS)).and_then(Value::as_dict);
    for field in fields.iter().filter_map(|field| field.as_str()) {
        if dict.get_str(field).is_some() || class.lookup(ctx.mc, ctx.intern_str(field)).is_some() {
            continue;
        }
        let kind = kinds.and_then(|kinds| kinds.get_str(field)).and_then(Value::as_str);
        if kind.is_some_and(|kind| kind.is_text("*")) {
            dict.set_str(ctx.mc, field, ctx.list(Vec::new()));
        } else if kind.is_some() {
            dict.set_str(ctx.mc, field, load_context(ctx));
        } else {
            warnings.push(format!(
                "{name}.__init__ missing 1 required positional argument: '{}'. This will become an error in Python \
                 3.15.",
                field.lossy()
            ));
        }
    }
    for text in warnings {
        let step = warn(ctx, ctx.types.exceptions.DeprecationWarning, &text, 1)?;
        ctx.reenter(step)?;
    }
    Step::value(())
}

/// The one instance of `Load`.
fn load_context<'gc>(ctx: Ctx<'gc>) -> Value<'gc> {
    const NAME: &str = "ast.load";
    if let Some(known) = ctx.get_name(ctx.module_state, NAME) {
        return known;
    }
    let module = crate::vm::import::loaded(ctx, "_ast").and_then(Value::as_module);
    let Some(Value::Class(class)) = module.and_then(|module| ctx.get_name(module.data().dict, "Load")) else {
        return Value::None;
    };
    let instance = Value::Instance(Instance::new(ctx.mc, class, Value::Null));
    ctx.set_name(ctx.module_state, NAME, instance);
    instance
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = ctx.class_of(args.get(0));
    let mut pairs = Vec::new();
    for field in field_names(ctx, class).into_iter().filter_map(Value::as_str) {
        let step = attributes::get_optional(ctx, args.get(0), field)?;
        let value = ctx.reenter(step)?;
        if !value.is_null() {
            pairs.push((field.into(), value));
        }
    }
    Ok(Step::run(ReprFields::new(class.name.get().lossy().into_owned(), pairs)))
}

fn reduce<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let Value::Instance(node) = args.get(0) else { return Err(ctx.internal_error("node expected")) };
    let state = node.dict_or_new(ctx.mc).copy(ctx.mc);
    Step::value(ctx.tuple(&[node.class.get().into(), ctx.tuple(&[]), state.into()]))
}

fn replace<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let Value::Instance(node) = args.get(0) else { return Err(ctx.internal_error("node expected")) };
    let class = node.class.get();
    let new = Instance::new(ctx.mc, class, Value::Null);
    let dict = new.dict_or_new(ctx.mc);
    for entry in node.dict_or_new(ctx.mc).to_vec() {
        if let Value::Str(name) = entry.key {
            dict.set_str(ctx.mc, name, entry.value);
        }
    }
    for (name, value) in args.extra() {
        dict.set_str(ctx.mc, *name, *value);
    }
    Step::value(new)
}
