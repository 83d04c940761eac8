//! Code objects from Rust: the builder with its errors, replacing fields, the iterators over the tables, equality; and
//! runs without debug ranges.
#![cfg(all(feature = "vm", feature = "source"))]

mod common;

use pyarena::objects::code_tables::{Branch, ExceptionEntry, LineRange, Location, without_columns};
use pyarena::objects::{Code, CodeError, CodeFlags};
use pyarena::runtime::Ctx;
use pyarena::runtime::state::Config;
use pyarena::types::Tuple;
use pyarena::value::Value;
use pyarena::vm::Machine;

fn inside(body: impl for<'gc> FnOnce(Ctx<'gc>)) {
    Machine::new(Config::default(), Box::new(common::Captured::default())).enter(body);
}

#[test]
fn a_built_code_object_has_its_fields() {
    inside(|ctx| {
        let name = |text: &str| ctx.intern(text);
        let code = Code::builder(ctx)
            .argcount(1)
            .varnames([name("a"), name("b")])
            .cellvars([name("c"), name("a")])
            .freevars([name("f")])
            .name(name("made"))
            .stacksize(0)
            .build(ctx)
            .expect("the fields fit");
        let slots: Vec<_> = (0..code.nlocalsplus()).filter_map(|slot| code.local_name(slot)).collect();
        assert_eq!(slots.iter().map(|name| name.lossy()).collect::<Vec<_>>(), ["a", "b", "c", "f"]);
        let kinds: Vec<u8> = code.localspluskinds.iter().map(|kind| kind.bits()).collect();
        assert_eq!(kinds, [0x60, 0x20, 0x40, 0x80]);
        assert_eq!((code.stacksize, code.firstlineno, code.nfreevars()), (1, 1, 1));
    });
}

fn error<'gc>(ctx: Ctx<'gc>, builder: pyarena::objects::CodeBuilder<'gc>) -> Option<CodeError> {
    builder.build(ctx).err()
}

#[test]
fn fields_that_do_not_fit() {
    inside(|ctx| {
        let name = ctx.intern("a");
        let builder = || Code::builder(ctx).varnames([name]);
        assert_eq!(error(ctx, builder()), None);
        assert_eq!(error(ctx, builder().posonlyargcount(1)), Some(CodeError::Counts));
        assert_eq!(error(ctx, builder().stacksize(-1)), Some(CodeError::Counts));
        assert_eq!(error(ctx, builder().code([9])), Some(CodeError::Malformed));
        assert_eq!(error(ctx, builder().argcount(2)), Some(CodeError::FewVarnames));
        assert_eq!(error(ctx, builder().argcount(1).flags(CodeFlags::VARARGS)), Some(CodeError::FewVarnames));
        assert_eq!(error(ctx, builder().argcount(i32::MAX).kwonlyargcount(i32::MAX)), Some(CodeError::FewVarnames));
        assert_eq!(error(ctx, builder().nlocals(2)), Some(CodeError::Nlocals));
        // LOAD_FAST_AND_CLEAR of slot 1, in a namespace scope and in a function; it is looked at first.
        let hidden = builder().code([85, 1]).stacksize(-1);
        assert_eq!(error(ctx, hidden.clone()), Some(CodeError::HiddenSlot { oparg: 1 }));
        assert_eq!(error(ctx, hidden.flags(CodeFlags::OPTIMIZED)), Some(CodeError::Counts));
    });
}

#[test]
fn replacing_changes_nothing_else() {
    inside(|ctx| {
        let source = "def f(a, *b, c=1):\n    return lambda: (a, b, 10**20)\nfor x in []: pass\n";
        let code = pyarena::vm::compile::compile_module(ctx, source.as_bytes(), "f.py").ok().expect("it compiles");
        let Some(Value::Code(inner)) = code.consts.as_slice().iter().find(|value| matches!(value, Value::Code(_)))
        else {
            panic!("no function")
        };
        for code in [code, *inner] {
            let same = code.replace().build(ctx).expect("the same fields");
            assert!(!same.is(code) && same.same_code(code) == Ok(true));
            let empty = code.replace().consts(ctx.empty_tuple).build(ctx).expect("no constants");
            assert_eq!(empty.same_code(code), Ok(false));
            assert!(empty.code == code.code && empty.linetable == code.linetable && empty.names.is(empty.names));
            let back = empty.replace().consts(code.consts).build(ctx).expect("the constants again");
            assert_eq!(back.same_code(code), Ok(true));
            // Not compared.
            let elsewhere = code.replace().filename(ctx.intern("g.py")).qualname(ctx.intern("g")).stacksize(99);
            assert_eq!(elsewhere.build(ctx).expect("the fields fit").same_code(code), Ok(true));
        }
    });
}

#[test]
fn constants_nested_too_deeply_are_an_error() {
    inside(|ctx| {
        let deep = || {
            let nested = (0..1000).fold(Value::None, |inner, _| ctx.tuple(&[inner]));
            let consts = Tuple::new(ctx.mc, [nested]);
            Code::builder(ctx).consts(consts).build(ctx).expect("constants of any kind")
        };
        assert!(deep().same_code(deep()).is_err());
    });
}

#[test]
fn tables_as_iterators() {
    inside(|ctx| {
        let code = Code::builder(ctx)
            .firstlineno(10)
            // FOR_ITER over two units, and their cache.
            .code([70, 2, 0, 0, 27, 0, 27, 0])
            .linetable([0x80 | 10 << 3 | 1, 1, 2, 0x80 | 15 << 3, 0x80 | 13 << 3, 2])
            .exceptiontable([0x80, 2, 3, 5])
            .build(ctx)
            .expect("the fields fit");
        let lines: Vec<LineRange> = code.lines().collect();
        let run = |start, end, line| LineRange { start, end, line };
        assert_eq!(lines, [run(0, 2, Some(10)), run(2, 3, None), run(3, 4, Some(11))]);
        let place = |line, columns: Option<(i32, i32)>| Location {
            line: Some(line),
            end_line: Some(line),
            column: columns.map(|columns| columns.0),
            end_column: columns.map(|columns| columns.1),
        };
        let positions: Vec<Location> = code.positions().collect();
        assert_eq!(positions, [place(10, Some((1, 2))), place(10, Some((1, 2))), Location::NONE, place(11, None)]);
        let branches: Vec<Branch> = code.branches().collect();
        assert_eq!(branches, [Branch { source: 0, not_taken: 2, taken: 6 }]);
        let entries: Vec<ExceptionEntry> = code.exception_table().collect();
        assert_eq!(entries, [ExceptionEntry { start: 0, end: 2, target: 3, depth: 2, lasti: true }]);
        assert_eq!(without_columns(&code.linetable), [0x80 | 13 << 3 | 1, 0, 0x80 | 15 << 3, 0x80 | 13 << 3, 2]);
    });
}

#[test]
fn an_empty_code_object_is_on_its_line() {
    inside(|ctx| {
        let (file, name) = (ctx.intern("f.py"), ctx.intern("f"));
        let code = Code::new_empty(ctx, file, name, 7);
        assert_eq!(code.lines().collect::<Vec<_>>(), [LineRange { start: 0, end: 3, line: Some(7) }]);
    });
}

#[test]
fn without_debug_ranges_only_lines_are_left() {
    let program = "\
def f(x):
    return (x +
            1)
made = f.__code__.replace(co_linetable=bytes([0x80 | 14 << 3, 4, 1, 5, 6]))
print(list(f.__code__.co_lines()))
print({(a == b, c, d) for a, b, c, d in f.__code__.co_positions() if a})
print(list(made.co_positions()))
";
    let config = Config { no_debug_ranges: true, ..Config::default() };
    let captured = common::Captured::default();
    let code = pyarena::source::compile(program, "<test>", pyarena::source::Mode::Exec, &Default::default());
    let mut machine = Machine::new(config, Box::new(captured.clone()));
    let code = pyarena::verify::Verified::new(code.expect("it compiles").code).expect("the code is good");
    machine.run_main(&code, None);
    let with = common::run(program).out;
    let lines = with.lines().next().expect("a line");
    let wanted = format!("{lines}\n{{(True, None, None)}}\n[(3, 3, None, None)]\n");
    assert_eq!(captured.out() + &captured.err(), wanted);
    assert!(with.contains("(3, 4, 4, 5)"), "{with}");
}
