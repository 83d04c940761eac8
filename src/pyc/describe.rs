//! A code object with everything in it as a JSON document: fields, decoded tables and, under `children`, the code
//! objects among its constants. `pyarena code --json` prints it; the same document can be made in CPython from the
//! attributes of a code object and the methods `co_lines`, `co_positions` and `co_branches`.

mod json;

use std::fmt::Write;

use rustpython_wtf8::Wtf8Buf;

use self::json::Json;
use super::const_repr::{Addresses, const_repr};
use super::raw::{Const, RawCode, kind};
use crate::objects::code_tables::{branches, exception_entries, lines, positions};

/// The document, indented by one space a level, without a line end at its end.
pub fn code_json(code: &RawCode) -> String {
    document(code).pretty()
}

fn document(code: &RawCode) -> Json {
    let slots = |bit: u8| {
        let named = code.localsplusnames.iter().zip(&code.localspluskinds);
        Json::Array(named.filter(|(_, kinds)| **kinds & bit != 0).map(|(name, _)| text(name)).collect())
    };
    let nlocals = code.localspluskinds.iter().filter(|kinds| **kinds & kind::LOCAL != 0).count();
    let line_runs = lines(code.firstlineno, &code.linetable);
    let places = positions(code.firstlineno, &code.linetable);
    Json::Object(vec![
        ("qualname", text(&code.qualname)),
        ("name", text(&code.name)),
        ("firstlineno", Json::Int(code.firstlineno.into())),
        ("flags", Json::Int(code.flags.into())),
        ("argcount", Json::Int(code.argcount.into())),
        ("posonlyargcount", Json::Int(code.posonlyargcount.into())),
        ("kwonlyargcount", Json::Int(code.kwonlyargcount.into())),
        ("nlocals", count(nlocals)),
        // No code object has less.
        ("stacksize", Json::Int(code.stacksize.max(1).into())),
        ("names", Json::Array(code.names.iter().map(text).collect())),
        ("varnames", slots(kind::LOCAL)),
        ("cellvars", slots(kind::CELL)),
        ("freevars", slots(kind::FREE)),
        ("consts", Json::Array(code.consts.iter().map(constant).collect())),
        ("code", hex(&code.code)),
        ("linetable", hex(&code.linetable)),
        ("exceptiontable", hex(&code.exceptiontable)),
        ("lines", rows(line_runs.map(|run| vec![bytes(run.start), bytes(run.end), maybe(run.line)]))),
        ("positions", rows(places.map(|at| [at.line, at.end_line, at.column, at.end_column].map(maybe).into()))),
        (
            "branches",
            rows(branches(&code.code).map(|branch| [branch.source, branch.not_taken, branch.taken].map(bytes).into())),
        ),
        (
            "exceptions",
            rows(exception_entries(&code.exceptiontable).map(|entry| {
                vec![
                    bytes(entry.start),
                    bytes(entry.end),
                    bytes(entry.target),
                    Json::Int(entry.depth.into()),
                    Json::Bool(entry.lasti),
                ]
            })),
        ),
        (
            "children",
            Json::Array(
                code.consts
                    .iter()
                    .filter_map(|value| match value {
                        Const::Code(inner) => Some(document(inner)),
                        _ => None,
                    })
                    .collect(),
            ),
        ),
    ])
}

fn constant(value: &Const) -> Json {
    let all = |items: &[Const]| items.iter().map(constant).collect::<Vec<_>>();
    let (key, value) = match value {
        Const::Code(code) => ("code", text(&code.qualname)),
        Const::Tuple(items) => ("tuple", Json::Array(all(items))),
        Const::Slice(parts) => ("slice", Json::Array(all(parts.as_slice()))),
        Const::FrozenSet(items) => {
            // The order in memory means nothing: members are sorted by their text here.
            let mut members = all(items);
            members.sort_by_cached_key(Json::compact);
            ("frozenset", Json::Array(members))
        }
        other => {
            let repr = Json::Str(Wtf8Buf::from(const_repr(other, Addresses::Hidden)));
            return Json::Object(vec![("type", Json::Str(type_name(other).into())), ("repr", repr)]);
        }
    };
    Json::Object(vec![(key, value)])
}

fn type_name(value: &Const) -> &'static str {
    match value {
        Const::None => "NoneType",
        other => super::marshal::type_name(other),
    }
}

fn text(text: &Wtf8Buf) -> Json {
    Json::Str(text.clone())
}

fn count(number: usize) -> Json {
    Json::Int(i64::try_from(number).unwrap_or(i64::MAX))
}

/// A place in code units as a place in bytes.
fn bytes(unit: usize) -> Json {
    count(unit.saturating_mul(2))
}

fn maybe(number: Option<i32>) -> Json {
    number.map_or(Json::Null, |number| Json::Int(number.into()))
}

fn rows(rows: impl Iterator<Item = Vec<Json>>) -> Json {
    Json::Array(rows.map(Json::Array).collect())
}

fn hex(bytes: &[u8]) -> Json {
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a String does not fail.
        let _ = write!(out, "{byte:02x}");
    }
    Json::Str(out.into())
}
