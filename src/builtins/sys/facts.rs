//! The facts that `sys` tells: version, flags, limits of numbers.

use crate::runtime::Ctx;
use crate::types::{Dict, Instance};
use crate::value::Value;
use crate::vm::struct_sequence;

/// A tuple with names: its name, documentation, fields with their values, and
/// how many of them are items.
struct Fact<'a, 'gc> {
    name: &'static str,
    doc: &'static str,
    fields: &'a [(&'static str, Value<'gc>)],
    hidden: usize,
}

fn put<'gc>(ctx: Ctx<'gc>, dict: Dict<'gc>, fact: &Fact<'_, 'gc>) -> Value<'gc> {
    let names: Vec<&str> = fact.fields.iter().map(|(name, _)| *name).collect();
    let values: Vec<Value<'gc>> = fact.fields.iter().map(|(_, value)| *value).collect();
    let class = struct_sequence::class_with(ctx, "sys", fact.name, fact.doc, &names, names.len() - fact.hidden);
    let value = struct_sequence::make(ctx, class, &values);
    ctx.set_name(dict, fact.name, value);
    value
}

/// `sys.hexversion` of 3.14.7.
const HEX_VERSION: i64 = 0x030e_07f0;

/// Puts all of them into the namespace of `sys`.
pub fn init<'gc>(ctx: Ctx<'gc>, dict: Dict<'gc>) {
    let int = Value::Int;
    let float = Value::float;
    let version = put(
        ctx,
        dict,
        &Fact {
            name: "version_info",
            doc: "sys.version_info\n\nVersion information as a named tuple.",
            fields: &[
                ("major", int(3)),
                ("minor", int(14)),
                ("micro", int(7)),
                ("releaselevel", ctx.str("final")),
                ("serial", int(0)),
            ],
            hidden: 0,
        },
    );
    put(
        ctx,
        dict,
        &Fact {
            name: "flags",
            doc: "sys.flags\n\nFlags provided through command line arguments or environment vars.",
            fields: &[
                ("debug", int(0)),
                ("inspect", int(0)),
                ("interactive", int(0)),
                ("optimize", int(0)),
                ("dont_write_bytecode", int(1)),
                ("no_user_site", int(0)),
                ("no_site", int(0)),
                ("ignore_environment", int(0)),
                ("verbose", int(0)),
                ("bytes_warning", int(0)),
                ("quiet", int(0)),
                ("hash_randomization", int(1)),
                ("isolated", int(0)),
                ("dev_mode", Value::False),
                ("utf8_mode", int(1)),
                ("warn_default_encoding", int(0)),
                ("safe_path", Value::False),
                ("int_max_str_digits", int(4300)),
                ("gil", int(1)),
                ("thread_inherit_context", int(0)),
                ("context_aware_warnings", int(0)),
            ],
            hidden: 3,
        },
    );
    put(
        ctx,
        dict,
        &Fact {
            name: "float_info",
            doc: "sys.float_info\n\nA named tuple holding information about the float type.",
            fields: &[
                ("max", float(f64::MAX)),
                ("max_exp", int(1024)),
                ("max_10_exp", int(308)),
                ("min", float(f64::MIN_POSITIVE)),
                ("min_exp", int(-1021)),
                ("min_10_exp", int(-307)),
                ("dig", int(15)),
                ("mant_dig", int(53)),
                ("epsilon", float(f64::EPSILON)),
                ("radix", int(2)),
                ("rounds", int(1)),
            ],
            hidden: 0,
        },
    );
    put(
        ctx,
        dict,
        &Fact {
            name: "int_info",
            doc: "sys.int_info\n\nA named tuple that holds information about Python's\ninternal representation of integers.",
            fields: &[
                ("bits_per_digit", int(30)),
                ("sizeof_digit", int(4)),
                ("default_max_str_digits", int(4300)),
                ("str_digits_check_threshold", int(640)),
            ],
            hidden: 0,
        },
    );
    put(
        ctx,
        dict,
        &Fact {
            name: "hash_info",
            doc: "hash_info\n\nA named tuple providing parameters used for computing hashes.",
            fields: &[
                ("width", int(64)),
                ("modulus", int((1 << 61) - 1)),
                ("inf", int(314_159)),
                ("nan", int(0)),
                ("imag", int(1_000_003)),
                ("algorithm", ctx.str("siphash13")),
                ("hash_bits", int(64)),
                ("seed_bits", int(128)),
                ("cutoff", int(0)),
            ],
            hidden: 0,
        },
    );
    put(
        ctx,
        dict,
        &Fact {
            name: "thread_info",
            doc: "sys.thread_info\n\nA named tuple holding information about the thread implementation.",
            fields: &[("name", ctx.str("pthread-stubs")), ("lock", Value::None), ("version", Value::None)],
            hidden: 0,
        },
    );
    ctx.set_name(dict, "hexversion", HEX_VERSION);
    ctx.set_name(dict, "version", ctx.str(concat!("3.14.7 (pyarena ", env!("CARGO_PKG_VERSION"), ")")));
    ctx.set_name(dict, "api_version", 1013i64);
    ctx.set_name(dict, "float_repr_style", ctx.str("short"));
    ctx.set_name(dict, "_git", ctx.tuple(&[ctx.str("pyarena"), ctx.str(""), ctx.str("")]));
    let implementation = Instance::new(ctx.mc, ctx.types.simple_namespace, Value::Null);
    let own = implementation.dict_or_new(ctx.mc);
    ctx.set_name(own, "name", ctx.str("pyarena"));
    ctx.set_name(own, "cache_tag", Value::None);
    ctx.set_name(own, "version", version);
    ctx.set_name(own, "hexversion", HEX_VERSION);
    ctx.set_name(own, "supports_isolated_interpreters", false);
    ctx.set_name(dict, "implementation", implementation);
}
