//! The listing against one that CPython wrote, and on code that no compiler writes.

use super::*;
use crate::opcode::Opcode;
use crate::pyc::read_pyc;

const HIDDEN: DisOptions = DisOptions {
    show_caches: false,
    adaptive: false,
    show_offsets: false,
    show_positions: false,
    addresses: Addresses::Hidden,
};

fn sample() -> RawCode {
    let code = read_pyc(include_bytes!("../../tests/data/dis_sample.pyc")).unwrap();
    RawCode::clone(&code)
}

/// The function `match_it` of the sample.
fn function() -> RawCode {
    let code = sample();
    let function = code.consts.iter().find_map(|value| match value {
        Const::Code(inner) if inner.name.as_bytes() == b"match_it" => Some(RawCode::clone(inner)),
        _ => None,
    });
    function.unwrap()
}

/// The recording has three listings: one of the sample, then two of its function with options of `python -m dis`.
fn recorded(options: &str) -> &'static str {
    let text = include_str!("../../tests/data/dis_sample.txt");
    let heading = format!("==== {options}\n");
    let start = text.find(&heading).unwrap() + heading.len();
    let rest = &text[start..];
    &rest[..rest.find("====").unwrap_or(rest.len())]
}

#[track_caller]
fn check(code: &RawCode, options: DisOptions, name: &str) {
    let got = dis(code, options);
    for (number, (got, expected)) in got.lines().zip(recorded(name).lines()).enumerate() {
        assert_eq!(got, expected, "line {number} with {name}");
    }
    assert_eq!(got, recorded(name));
}

#[test]
fn default_listing() {
    check(&sample(), HIDDEN, "default");
}

#[test]
fn caches_offsets_positions() {
    check(&function(), DisOptions { show_offsets: true, ..HIDDEN }, "-O");
    let both = DisOptions { show_caches: true, show_positions: true, ..HIDDEN };
    check(&function(), both, "-C -P");
}

#[test]
fn adaptive_shows_the_code_as_it_is() {
    let mut code = sample();
    code.consts = [].into();
    code.code = [130, 0, 7, 1, 0, 0, 0, 0, 0, 0, 0, 0, 35, 0].into();
    let plain = dis(&code, DisOptions { show_caches: true, ..HIDDEN });
    assert!(plain.contains("BINARY_OP                0 (+)"), "{plain}");
    assert!(plain.contains("(counter: 0)"), "{plain}");
    let live = dis(&code, DisOptions { show_caches: true, adaptive: true, ..HIDDEN });
    assert!(live.contains("BINARY_OP_ADD_INT        0 (+)"), "{live}");
    assert!(live.contains("(counter: 263)"), "{live}");
}

#[test]
fn malformed_code_prints() {
    let mut code = sample();
    code.exceptiontable = [0x80, 127, 63, 1, 0, 0x80].into();
    code.code = [121, 3, 69, 255, 69, 255, 69, 255, 82, 255, 82, 99, 75, 200, 39].into();
    let text = dis(&code, HIDDEN);
    assert!(text.contains("<121>\n"), "{text}");
    assert!(text.contains("LOAD_CONST              99\n"), "{text}");
    for &op in Opcode::ALL {
        for oparg in [0, 1, 17, 200, 255] {
            code.code = [op as u8, oparg, 69, 255, 69, 255, op as u8, oparg].into();
            assert!(!dis(&code, DisOptions { show_caches: true, ..HIDDEN }).is_empty());
        }
    }
}

#[test]
fn cache_names_fill_the_caches() {
    for &op in Opcode::ALL {
        let units: usize = cache_names::of(op).iter().map(|(_, units)| units).sum();
        assert_eq!(units, usize::from(op.caches()), "{op}");
    }
}
