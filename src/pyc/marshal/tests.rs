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

fn hex_of(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn values_are_written_as_cpython_writes_them() {
    for data in [
        "4e",
        "54",
        "46",
        "2e",
        "53",
        "a900",
        "e9ffffffff",
        "6900000080",
        "6c03000000000000000200",
        "6c0700000000000000000000000000000000 04",
        "6cf9ffffff0000000000000000000000000004",
        "67000000000000f83f",
        "79000000000000f03f0000000000000040",
        "da03616263",
        "7a03612062",
        "7502000000c3a9",
        "7503000000eda080",
        "7300000000",
        "7302000000ff00",
        "2902e901000000e902000000",
        "5b02000000e9010000005b01000000e902000000",
        "7b30",
        "7bda0161e901000000da01625b01000000720100000030",
        "3c01000000e901000000",
        "3e02000000da0178e901000000",
        "3ae9010000004ee902000000",
    ] {
        let mut data = data.replace(' ', "");
        // Empty bytes live as long as CPython does.
        if data == "7300000000" {
            data = "f300000000".to_owned();
        }
        assert_eq!(hex_of(&dumps(&load(&data)).unwrap()), data);
    }
}

#[test]
fn equal_values_are_written_once() {
    let pair = Const::Tuple([text("q"), text("two words")].into());
    let both = Const::Tuple([pair.clone(), pair].into());
    let written = dumps(&both).unwrap();
    assert_eq!(hex_of(&written), "2902a902da01717a0974776f20776f7264737200000000");
    assert_eq!(loads(&written).unwrap().0, both);
    // Zeros and numbers of different types are not equal, lists are never shared.
    let zero = |number: f64| Const::Tuple([Const::Float(number)].into());
    for (a, b) in [
        (Const::Float(0.0), Const::Float(-0.0)),
        (zero(0.0), zero(-0.0)),
        (int(1), Const::Float(1.0)),
        (Const::Tuple([int(1)].into()), Const::Tuple([Const::True].into())),
        (Const::List([int(7)].into()), Const::List([int(7)].into())),
    ] {
        let (again, _) = loads(&dumps(&Const::Tuple([a.clone(), b.clone()].into())).unwrap()).unwrap();
        assert_eq!(format!("{again:?}"), format!("{:?}", Const::Tuple([a, b].into())));
    }
}

#[test]
fn older_versions() {
    use super::write::{WriteOptions, write};
    use super::write_raw::RawNode;
    let old = |value: &Const, version| {
        write(RawNode::Const(value), WriteOptions { version, allow_code: true }).map(|bytes| hex_of(&bytes))
    };
    let ok = |text: &str| Ok(text.to_owned());
    assert_eq!(old(&Const::Float(0.1), 1), ok("6613302e3130303030303030303030303030303031"));
    assert_eq!(old(&Const::Float(f64::NEG_INFINITY), 0), ok("66042d696e66"));
    assert_eq!(old(&Const::Complex(1.0, 2.0), 1), ok("7801310132"));
    assert_eq!(old(&Const::Float(1.5), 2), ok("67000000000000f83f"));
    assert_eq!(old(&text("abc"), 2), ok("7503000000616263"));
    assert_eq!(old(&text("abc"), 3), ok("f403000000616263"));
    assert_eq!(
        old(&Const::Tuple([text("q"), text("q")].into()), 2),
        ok("280200000075010000007175010000 0071".replace(' ', "").as_str())
    );
    assert_eq!(old(&Const::Slice(Box::new([int(1), int(2), int(3)])), 4), Err(WriteError::Unmarshallable));
    let code = Const::Code(read_pyc(&recorded("small")).unwrap());
    let forbidden = write(RawNode::Const(&code), WriteOptions { version: 5, allow_code: false });
    assert_eq!(forbidden, Err(WriteError::CodeNotAllowed));
}

#[test]
fn writing_is_bounded_too() {
    let test = || {
        let mut deep = Const::None;
        for _ in 0..write::MAX_WRITE_DEPTH {
            deep = Const::List([deep].into());
        }
        assert_eq!(dumps(&deep).unwrap().len(), write::MAX_WRITE_DEPTH * 5 + 1);
        assert_eq!(dumps(&Const::List([deep].into())), Err(WriteError::TooDeep));
    };
    std::thread::Builder::new().stack_size(4 << 20).spawn(test).unwrap().join().unwrap();
}
