//! What programs see of the built-in types: their methods and attributes,
//! one file a type.

use crate::runtime::def::TypeDef;
use crate::runtime::{Args, Ctx, Raise};
use crate::types::{Class, Exception, Instance, Tuple, Types, Watched};
use crate::value::Value;

pub mod async_generator;
pub mod bool;
pub mod builtin_function;
pub mod bytes;
pub mod cell;
pub mod code;
pub mod codec;
pub mod complex;
pub mod coroutine;
pub mod descriptors;
pub mod dict;
pub mod dict_views;
pub mod each;
pub mod exceptions;
pub mod float;
pub mod frame;
pub mod frame_locals_proxy;
pub mod frozenset;
pub mod function;
pub mod generator;
pub mod generic_alias;
pub mod int;
pub mod iterators;
pub mod library_types;
pub mod list;
pub mod mappingproxy;
pub mod memoryview;
pub mod module;
pub mod none;
pub mod object;
pub mod percent;
pub mod range;
pub mod reduce;
pub mod sequence;
pub mod set;
pub mod set_common;
pub mod simple_namespace;
pub mod slice;
pub mod str;
pub mod support;
pub mod template;
pub mod text_file;
pub mod traceback;
pub mod tuple;
pub mod type_;
pub mod type_alias;
pub mod type_arguments;
pub mod type_param;
pub mod union;
pub mod weakproxy;
pub mod weakref;

/// The class that `__new__` of a built-in type was given as its first argument.
///
/// # Errors
/// TypeError for anything but a class.
pub fn class_argument<'gc>(ctx: Ctx<'gc>, class: Value<'gc>) -> Result<Class<'gc>, Raise<'gc>> {
    class.as_class().ok_or_else(|| ctx.type_error(format!("X is not a type object ({})", ctx.type_name(class))))
}

/// Every native type with what it offers. Exception classes are in
/// [`exceptions::DEFS`].
pub fn defs<'gc>(types: &Types<'gc>) -> Vec<(Class<'gc>, &'static TypeDef)> {
    let mut defs: Vec<(Class<'gc>, &'static TypeDef)> = vec![
        (types.object, &object::DEF),
        (types.type_, &type_::DEF),
        (types.none_type, &none::NONE_TYPE),
        (types.ellipsis, &none::ELLIPSIS),
        (types.not_implemented_type, &none::NOT_IMPLEMENTED_TYPE),
        (types.property, &descriptors::PROPERTY),
        (types.staticmethod, &descriptors::STATICMETHOD),
        (types.classmethod, &descriptors::CLASSMETHOD),
        (types.super_, &descriptors::SUPER),
        (types.getset_descriptor, &descriptors::GETSET_DESCRIPTOR),
        (types.member_descriptor, &descriptors::MEMBER_DESCRIPTOR),
        (types.mappingproxy, &mappingproxy::DEF),
        (types.function, &function::FUNCTION),
        (types.method, &function::METHOD),
        (types.builtin_function_or_method, &function::BUILTIN_FUNCTION_OR_METHOD),
        (types.method_descriptor, &function::METHOD_DESCRIPTOR),
        (types.wrapper_descriptor, &function::WRAPPER_DESCRIPTOR),
        (types.classmethod_descriptor, &function::CLASSMETHOD_DESCRIPTOR),
        (types.method_wrapper, &function::METHOD_WRAPPER),
        (types.module, &module::DEF),
        (types.int, &int::DEF),
        (types.bool, &bool::DEF),
        (types.float, &float::DEF),
        (types.complex, &complex::DEF),
        (types.str, &str::DEF),
        (types.bytes, &bytes::BYTES),
        (types.bytearray, &bytes::BYTEARRAY),
        (types.list, &list::DEF),
        (types.tuple, &tuple::DEF),
        (types.dict, &dict::DEF),
        (types.dict_keys, &dict_views::DICT_KEYS),
        (types.dict_values, &dict_views::DICT_VALUES),
        (types.dict_items, &dict_views::DICT_ITEMS),
        (types.set, &set::DEF),
        (types.frozenset, &frozenset::DEF),
        (types.range, &range::DEF),
        (types.slice, &slice::DEF),
        (types.iterator, &iterators::ITERATOR),
        (types.callable_iterator, &iterators::CALLABLE_ITERATOR),
        (types.list_iterator, &iterators::LIST_ITERATOR),
        (types.list_reverseiterator, &iterators::LIST_REVERSEITERATOR),
        (types.tuple_iterator, &iterators::TUPLE_ITERATOR),
        (types.str_iterator, &iterators::STR_ITERATOR),
        (types.str_ascii_iterator, &iterators::STR_ASCII_ITERATOR),
        (types.bytes_iterator, &iterators::BYTES_ITERATOR),
        (types.bytearray_iterator, &iterators::BYTEARRAY_ITERATOR),
        (types.range_iterator, &iterators::RANGE_ITERATOR),
        (types.longrange_iterator, &iterators::LONGRANGE_ITERATOR),
        (types.set_iterator, &iterators::SET_ITERATOR),
        (types.dict_keyiterator, &iterators::DICT_KEYITERATOR),
        (types.dict_valueiterator, &iterators::DICT_VALUEITERATOR),
        (types.dict_itemiterator, &iterators::DICT_ITEMITERATOR),
        (types.dict_reversekeyiterator, &iterators::DICT_REVERSEKEYITERATOR),
        (types.dict_reversevalueiterator, &iterators::DICT_REVERSEVALUEITERATOR),
        (types.dict_reverseitemiterator, &iterators::DICT_REVERSEITEMITERATOR),
        (types.reversed, &iterators::REVERSED),
        (types.enumerate, &iterators::ENUMERATE),
        (types.zip, &iterators::ZIP),
        (types.map, &iterators::MAP),
        (types.filter, &iterators::FILTER),
        (types.code, &code::DEF),
        (types.line_iterator, &code::tables::ITERATOR),
        (types.branch_iterator, &code::tables::ITERATOR),
        (types.positions_iterator, &code::tables::ITERATOR),
        (types.frame, &frame::DEF),
        (types.frame_locals_proxy, &frame_locals_proxy::DEF),
        (types.cell, &cell::DEF),
        (types.traceback, &traceback::DEF),
        (types.generator, &generator::DEF),
        (types.coroutine, &coroutine::DEF),
        (types.async_generator, &async_generator::DEF),
        (types.coroutine_wrapper, &coroutine::WRAPPER),
        (types.async_generator_asend, &async_generator::AWAITABLE),
        (types.async_generator_athrow, &async_generator::AWAITABLE),
        (types.anext_awaitable, &async_generator::AWAITABLE),
        (types.template, &template::TEMPLATE),
        (types.interpolation, &template::INTERPOLATION),
        (types.template_iter, &template::TEMPLATE_ITER),
    ];
    defs.extend(crate::builtins::_collections::defs(types));
    defs.extend(crate::builtins::_functools::defs(types));
    defs.extend(crate::builtins::_operator::defs(types));
    defs.extend(crate::builtins::_sre::defs(types));
    defs.extend(crate::builtins::_io::defs(types));
    defs.push((types.dir_entry, &crate::builtins::posix::scandir::ENTRY));
    defs.push((types.scandir_iterator, &crate::builtins::posix::scandir::ITERATOR));
    defs.push((types.memoryview, &memoryview::DEF));
    defs.push((types.random, &crate::builtins::_random::DEF));
    defs.extend(crate::builtins::itertools::defs::defs(types));
    defs.extend(library_types::defs(types));
    defs
}

/// What `__new__` of a built-in type returns: `exact` itself when `class` is
/// its class, else an instance of `class` that holds it.
pub fn wrap<'gc>(ctx: Ctx<'gc>, class: Class<'gc>, exact: Value<'gc>) -> Value<'gc> {
    if ctx.class_of(exact).is(class) {
        return exact;
    }
    Value::Instance(instance(ctx, class, exact))
}

/// A new instance of a class made by a program, which runs `__del__` when it
/// dies if it has one now.
#[inline]
pub fn instance<'gc>(ctx: Ctx<'gc>, class: Class<'gc>, payload: Value<'gc>) -> Instance<'gc> {
    let instance = Instance::new(ctx.mc, class, payload);
    if class.has_finalizer(ctx.mc, ctx.names.del) {
        ctx.watch.watch(ctx.mc, Watched::Instance(gc_arena::Gc::downgrade(instance.0)));
    }
    instance
}

/// As [`instance`], of an exception class.
#[inline]
pub fn exception<'gc>(ctx: Ctx<'gc>, class: Class<'gc>, args: Tuple<'gc>) -> Exception<'gc> {
    let exception = Exception::new(ctx.mc, class, args);
    if class.has_finalizer(ctx.mc, ctx.names.del) {
        ctx.watch.watch(ctx.mc, Watched::Exception(gc_arena::Gc::downgrade(exception.0)));
    }
    exception
}

/// The class that `own.__new__` was asked to make an instance of: its first argument.
///
/// # Errors
/// TypeError when that is not a class, or not `own` or derived from it.
pub fn new_class<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, own: Class<'gc>) -> Result<Class<'gc>, Raise<'gc>> {
    let name = own.name.get().lossy();
    match args.get(0) {
        Value::Class(class) if class.is_subclass(own) => Ok(class),
        Value::Class(class) => {
            let got = class.name.get().lossy();
            Err(ctx.type_error(format!("{name}.__new__({got}): {got} is not a subtype of {name}")))
        }
        Value::Null => Err(ctx.type_error(format!("{name}.__new__(): not enough arguments"))),
        other => Err(ctx.type_error(format!("{name}.__new__(X): X is not a type object ({})", ctx.type_name(other)))),
    }
}
