//! `repr` of constants, as the disassembler shows them. Mirrors the `tp_repr` functions of CPython's `Objects/`.

use std::fmt::Write;
use std::sync::Arc;

use super::raw::{Const, RawCode};
use crate::text::float::{float_repr, float_repr_short};
use crate::text::repr::{bytes_repr, str_repr};

/// How the address in a code object's repr is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Addresses {
    /// The object's own, another one in every run.
    #[default]
    Real,
    /// `0x...` for all, so that two texts can be compared.
    Hidden,
}

/// `repr(value)`. Members of sets come in the order they were stored.
pub fn const_repr(value: &Const, addresses: Addresses) -> String {
    let mut out = String::new();
    write_repr(&mut out, value, addresses);
    out
}

/// `repr` of a code object: `<code object NAME at 0x..., file "FILE", line N>`.
pub fn code_repr(code: &Arc<RawCode>, addresses: Addresses) -> String {
    let address = match addresses {
        Addresses::Real => format!("{:p}", Arc::as_ptr(code)),
        Addresses::Hidden => "0x...".to_owned(),
    };
    // CPython shows the "no line" of an unset first line so.
    let line = if code.firstlineno == 0 { -1 } else { code.firstlineno };
    format!("<code object {} at {address}, file \"{}\", line {line}>", code.name, code.filename)
}

fn write_repr(out: &mut String, value: &Const, addresses: Addresses) {
    match value {
        Const::None => out.push_str("None"),
        Const::True => out.push_str("True"),
        Const::False => out.push_str("False"),
        Const::Ellipsis => out.push_str("Ellipsis"),
        Const::StopIteration => out.push_str("<class 'StopIteration'>"),
        // Writing to a String does not fail.
        Const::Int(int) => drop(write!(out, "{int}")),
        Const::Float(float) => out.push_str(&float_repr(*float)),
        Const::Complex(real, imag) => write_complex(out, *real, *imag),
        Const::Str(text) => out.push_str(&str_repr(text)),
        Const::Bytes(bytes) => out.push_str(&bytes_repr(bytes)),
        Const::Tuple(items) => {
            let close = if items.len() == 1 { ",)" } else { ")" };
            write_items(out, "(", items, close, addresses);
        }
        Const::FrozenSet(items) if items.is_empty() => out.push_str("frozenset()"),
        Const::FrozenSet(items) => write_items(out, "frozenset({", items, "})", addresses),
        Const::Slice(parts) => write_items(out, "slice(", parts.as_slice(), ")", addresses),
        Const::Code(code) => out.push_str(&code_repr(code, addresses)),
        Const::List(items) => write_items(out, "[", items, "]", addresses),
        Const::Set(items) if items.is_empty() => out.push_str("set()"),
        Const::Set(items) => write_items(out, "{", items, "}", addresses),
        Const::Dict(items) => {
            out.push('{');
            for (at, (key, value)) in items.iter().enumerate() {
                if at > 0 {
                    out.push_str(", ");
                }
                write_repr(out, key, addresses);
                out.push_str(": ");
                write_repr(out, value, addresses);
            }
            out.push('}');
        }
    }
}

fn write_items(out: &mut String, open: &str, items: &[Const], close: &str, addresses: Addresses) {
    out.push_str(open);
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            out.push_str(", ");
        }
        write_repr(out, item, addresses);
    }
    out.push_str(close);
}

fn write_complex(out: &mut String, real: f64, imag: f64) {
    let imag_text = float_repr_short(imag);
    if real == 0.0 && real.is_sign_positive() {
        out.push_str(&imag_text);
        out.push('j');
        return;
    }
    let plus = if imag_text.starts_with('-') { "" } else { "+" };
    out.push('(');
    out.push_str(&float_repr_short(real));
    out.push_str(plus);
    out.push_str(&imag_text);
    out.push_str("j)");
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_bigint::BigInt;

    fn repr(value: Const) -> String {
        const_repr(&value, Addresses::Hidden)
    }

    #[test]
    fn numbers() {
        assert_eq!(repr(Const::Int(BigInt::from(10).pow(30))), format!("1{}", "0".repeat(30)));
        assert_eq!(repr(Const::Float(-0.0)), "-0.0");
        assert_eq!(repr(Const::Complex(0.0, 3.0)), "3j");
        assert_eq!(repr(Const::Complex(-0.0, -1.5)), "(-0-1.5j)");
        assert_eq!(repr(Const::Complex(1e300, f64::NAN)), "(1e+300+nanj)");
    }

    #[test]
    fn containers() {
        let one = || Const::Int(1.into());
        assert_eq!(repr(Const::Tuple([].into())), "()");
        assert_eq!(repr(Const::Tuple([one()].into())), "(1,)");
        assert_eq!(repr(Const::Tuple([one(), Const::Ellipsis].into())), "(1, Ellipsis)");
        assert_eq!(repr(Const::FrozenSet([].into())), "frozenset()");
        assert_eq!(repr(Const::FrozenSet([one(), Const::None].into())), "frozenset({1, None})");
        assert_eq!(repr(Const::Slice(Box::new([one(), Const::None, Const::True]))), "slice(1, None, True)");
        assert_eq!(repr(Const::Dict([(one(), Const::Bytes(b"'".as_slice().into()))].into())), "{1: b\"'\"}");
    }
}
