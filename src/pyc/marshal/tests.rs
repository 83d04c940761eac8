//! The bytes here were written by CPython 3.14's `marshal.dumps`.

use super::*;
use crate::pyc::header::{HEADER_LEN, PycError, Validation, read_header, read_pyc};

fn hex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}

fn load(text: &str) -> Const {
    let data = hex(text);
    let (value, used) = loads(&data).unwrap();
    assert_eq!(used, data.len(), "{text}");
    value
}

fn fail(data: &[u8]) -> (usize, String) {
    let error = loads(data).unwrap_err();
    (error.offset, error.kind.to_string())
}

fn int(value: i64) -> Const {
    Const::Int(value.into())
}

fn text(value: &str) -> Const {
    Const::Str(value.into())
}

#[test]
fn plain_values_of_all_versions() {
    for (data, want) in [
        ("4e", Const::None),
        ("54", Const::True),
        ("46", Const::False),
        ("2e", Const::Ellipsis),
        ("53", Const::StopIteration),
        ("6900000000", int(0)),
        ("e9ffffffff", int(-1)),
        ("6900000080", int(-(1 << 31))),
        ("6c03000000000000000200", int(1 << 31)),
        ("ec070000000000000000000000000000000004", Const::Int(BigInt::from(1) << 100)),
        ("6cf9ffffff0000000000000000000000000004", Const::Int(BigInt::from(-1) << 100)),
        ("6603312e35", Const::Float(1.5)),
        ("e7000000000000f83f", Const::Float(1.5)),
        ("7801310132", Const::Complex(1.0, 2.0)),
        ("f9000000000000f03f0000000000000040", Const::Complex(1.0, 2.0)),
        ("7500000000", text("")),
        ("da03616263", text("abc")),
        ("f402000000c3a9", text("é")),
        ("61 01000000e9".replace(' ', "").as_str(), text("é")),
        ("7300000000", Const::Bytes(Box::default())),
        ("a900", Const::Tuple(Box::default())),
        ("a902e901000000e902000000", Const::Tuple([int(1), int(2)].into())),
        ("280200000069010000006902000000", Const::Tuple([int(1), int(2)].into())),
        ("db02000000e9010000005b01000000e902000000", Const::List([int(1), Const::List([int(2)].into())].into())),
        ("fb30", Const::Dict(Box::default())),
        (
            "fbda0161e901000000da01625b01000000720200000030",
            Const::Dict([(text("a"), int(1)), (text("b"), Const::List([int(1)].into()))].into()),
        ),
        ("bc01000000e901000000", Const::Set([int(1)].into())),
        ("be02000000da0178e901000000", Const::FrozenSet([text("x"), int(1)].into())),
        ("bae9010000004ee902000000", Const::Slice(Box::new([int(1), Const::None, int(2)]))),
        ("a902a902da017172020000007201000000", {
            let pair = Const::Tuple([text("q"), text("q")].into());
            Const::Tuple([pair.clone(), pair].into())
        }),
    ] {
        assert_eq!(load(data), want, "{data}");
    }
    assert!(matches!(load("e70000000000000080"), Const::Float(zero) if zero == 0.0 && zero.is_sign_negative()));
    assert!(matches!(load("66036e616e"), Const::Float(nan) if nan.is_nan()));
    assert!(matches!(load("f503000000eda080"), Const::Str(lone) if lone.as_bytes() == b"\xed\xa0\x80"));
}

#[test]
fn damage_is_named_as_cpython_names_it() {
    for (data, offset, want) in [
        (&b""[..], 0, "EOF read where object expected"),
        (b"\xe9\x01", 2, "marshal data too short"),
        (b"?", 0, "bad marshal data (unknown type code)"),
        (b"r\0\0\0\0", 0, "bad marshal data (invalid reference)"),
        (b"l\x01\0\0\0\0\0", 1, "bad marshal data (unnormalized long data)"),
        (b"l\x01\0\0\0\xff\xff", 1, "bad marshal data (digit out of range in long)"),
        (b"0", 0, "NULL object in marshal data for object"),
        (b"f\x03abc", 1, "could not convert string to float: 'abc'"),
        (b"(\xff\xff\xff\xff", 1, "bad marshal data (tuple size out of range)"),
        (b"s\xff\xff\xff\x7f", 5, "marshal data too short"),
        (b"\xdb\x01\0\0\0r\0\0\0\0", 5, "bad marshal data (a value that contains itself is not supported)"),
    ] {
        assert_eq!(fail(data), (offset, want.to_owned()), "{data:?}");
    }
}

#[test]
fn nesting_is_bounded_and_needs_little_stack() {
    let nested = |depth: usize| [b")\x01".repeat(depth), b"N".to_vec()].concat();
    let test = move || {
        let (deep, _) = loads(&nested(MAX_DEPTH)).unwrap();
        assert_eq!(deep.clone(), deep);
        assert_eq!(fail(&nested(MAX_DEPTH + 1)), (2 * MAX_DEPTH, "recursion limit exceeded".to_owned()));
        assert!(loads(&b"[\x01\0\0\0".repeat(100_000)).is_err());
    };
    std::thread::Builder::new().stack_size(256 << 10).spawn(test).unwrap().join().unwrap();
}

#[test]
fn references_cannot_multiply_without_end() {
    // Every tuple holds the one before it ten times.
    let mut data = b")\x28".to_vec();
    data.extend(b"\xa9\x01N");
    for level in 0..39u32 {
        data.extend(b"\xa9\x0a");
        for _ in 0..10 {
            data.push(b'r');
            data.extend(level.to_le_bytes());
        }
    }
    let (_, message) = fail(&data);
    assert!(message.starts_with("bad marshal data (references expand to more than "), "{message}");
}

fn recorded(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/data/pyc/{name}.pyc", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

#[test]
fn recorded_files_load() {
    let code = read_pyc(&recorded("small")).unwrap();
    assert_eq!(code.filename.as_bytes(), b"small.py");
    assert_eq!(code.firstlineno, 1);
    assert_eq!(code.names.first().map(|name| name.as_bytes()), Some(&b"add"[..]));
    let Some(Const::Code(add)) = code.consts.iter().find(|value| matches!(value, Const::Code(_))) else { panic!() };
    assert_eq!((add.argcount, add.qualname.as_bytes(), add.localspluskinds.len()), (2, &b"add"[..], 2));
    let header = read_header(&recorded("small")).unwrap();
    assert!(matches!(header.validation, Validation::Timestamp { mtime: 0, size } if size > 0));
}

#[test]
fn headers_of_other_files_are_refused_by_name() {
    let error = |head: &[u8]| {
        let mut file = head.to_vec();
        file.resize(40, 0);
        read_pyc(&file).unwrap_err().to_string()
    };
    let wanted = "only 3627 (Python 3.14) can be loaded";
    assert_eq!(error(b"\xf3\x0d\r\n"), format!("bad magic number 3571 (written by Python 3.13): {wanted}"));
    assert_eq!(error(b"\x03\xf3\r\n"), format!("bad magic number 62211 (written by Python 2.7): {wanted}"));
    assert_eq!(error(b"\x10\x00\r\n"), format!("bad magic number 16: {wanted}"));
    assert_eq!(error(b"\x7fELF"), "not a .pyc file: it begins with bytes 7f 45 4c 46");
    assert_eq!(error(b"\x2b\x0e\r\n\x04"), "invalid flags 0x4 in the .pyc header (at byte 4)");
    assert_eq!(read_pyc(b"\x2b\x0e\r\n").unwrap_err(), PycError::TooShort { len: 4 });
    assert_eq!(
        error(b"\x2b\x0e\r\n\0\0\0\0\0\0\0\0\0\0\0\0N"),
        "corrupt .pyc file: a code object is expected, not None (at byte 16)"
    );
}

#[test]
fn damaged_files_never_panic() {
    let file = recorded("small");
    for len in 0..file.len() {
        assert!(read_pyc(&file[..len]).is_err(), "cut to {len} bytes");
    }
    for name in ["small", "basics"] {
        let mut file = recorded(name);
        for at in HEADER_LEN..file.len() {
            let original = file[at];
            for change in [1, 0x80, 0xff, original ^ b'r', original ^ b'(', original ^ 0x7f] {
                file[at] = original ^ change;
                if let Ok(code) = read_pyc(&file) {
                    assert_eq!(code.localsplusnames.len(), code.localspluskinds.len());
                }
            }
            file[at] = original;
        }
    }
}
