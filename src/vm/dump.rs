//! The marshal writer's view of objects in the arena. Mirrors `w_object` of CPython's `Python/marshal.c`.

use std::cell::{Cell as StdCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use num_bigint::BigInt;

use crate::methods::bytes::like;
use crate::objects::{Code, LocalKind};
use crate::pyc::marshal::write::{Node, View, WriteError, WriteOptions, write};
use crate::runtime::Ctx;
use crate::value::Value;

/// Sets nested deeper are refused: their members are put in order by writing them, one inside the other.
const MAX_SET_DEPTH: usize = 100;

/// `marshal.dumps`: a value as bytes.
///
/// # Errors
/// [`WriteError`] of the first value that cannot be written.
pub fn dumps<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, options: WriteOptions) -> Result<Vec<u8>, WriteError> {
    let work = Work { ctx, options, members: RefCell::default(), depth: StdCell::new(0) };
    write(Object { part: Part::Value(value), work: &work }, options)
}

/// What one call of [`dumps`] knows.
struct Work<'gc> {
    ctx: Ctx<'gc>,
    options: WriteOptions,
    /// The bytes of members of sets, by address: a set inside a set is met again and again.
    members: RefCell<HashMap<usize, Rc<[u8]>>>,
    /// How many sets are being put in order.
    depth: StdCell<usize>,
}

/// A value or a part of a code object.
#[derive(Clone, Copy)]
struct Object<'a, 'gc> {
    part: Part<'gc>,
    work: &'a Work<'gc>,
}

#[derive(Clone, Copy)]
enum Part<'gc> {
    Value(Value<'gc>),
    Bytes(&'gc [u8]),
    Kinds(&'gc [LocalKind]),
}

/// What tells whether two values are the same object.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Key {
    Address(usize),
    // Ints and floats have no identity here.
    Int(i64),
    Float(u64),
}

impl<'a, 'gc> Node for Object<'a, 'gc> {
    type Key = Key;

    fn view(self, _: i32) -> Result<View<Self>, WriteError> {
        let value = match self.part {
            Part::Value(value) => value,
            Part::Bytes(_) => return Ok(View::Bytes(None)),
            Part::Kinds(kinds) => return Ok(View::Bytes(Some(kinds.iter().map(|kind| kind.bits()).collect()))),
        };
        let all = |items: &[Value<'gc>]| items.iter().map(|item| self.with(*item)).collect::<Vec<_>>();
        Ok(match value {
            Value::None => View::None,
            Value::True => View::True,
            Value::False => View::False,
            Value::Ellipsis => View::Ellipsis,
            Value::Class(class) if class.is(self.work.ctx.types.exceptions.StopIteration) => View::StopIteration,
            Value::Int(int) => View::Int(BigInt::from(int)),
            Value::BigInt(int) => View::Int(int.data().0.clone()),
            Value::Float(bits) => View::Float(f64::from_bits(bits)),
            Value::Complex(number) => View::Complex(number.data().re, number.data().im),
            Value::Str(text) => View::Str { interned: text.data().interned.get() },
            Value::Bytes(_) => View::Bytes(None),
            Value::Tuple(items) => View::Tuple(all(items.as_slice())),
            Value::List(items) => View::List(all(&items.borrow())),
            Value::Dict(dict) => {
                let table = dict.borrow();
                View::Dict(table.iter().flat_map(|entry| [self.with(entry.key), self.with(entry.value)]).collect())
            }
            Value::Set(set) => View::Set(self.ordered(set.table.borrow().iter().map(|entry| entry.key).collect())?),
            Value::FrozenSet(set) => {
                View::FrozenSet(self.ordered(set.table.borrow().iter().map(|entry| entry.key).collect())?)
            }
            Value::Slice(slice) => View::Slice([slice.start, slice.stop, slice.step].map(|part| self.with(part))),
            Value::Code(code) => self.code(code),
            // Whatever else gives its bytes.
            other => match like::bytes_of(other) {
                Some(bytes) => View::Bytes(Some(Box::from(&*bytes))),
                None => return Err(WriteError::Unmarshallable),
            },
        })
    }

    fn key(self) -> Option<Key> {
        match self.part {
            Part::Value(Value::Int(int)) => Some(Key::Int(int)),
            Part::Value(Value::Float(bits)) => Some(Key::Float(bits)),
            Part::Value(value) => value.address().map(Key::Address),
            Part::Bytes(_) | Part::Kinds(_) => None,
        }
    }

    fn lasting(self) -> bool {
        match self.part {
            Part::Value(Value::Str(text)) => text.data().interned.get(),
            Part::Value(Value::Int(int)) => (-5..=256).contains(&int),
            Part::Value(Value::Tuple(items)) => items.as_slice().is_empty(),
            Part::Value(Value::Bytes(bytes)) => bytes.as_slice().len() < 2,
            _ => false,
        }
    }

    fn text(&self) -> Option<&[u8]> {
        match self.part {
            Part::Value(Value::Str(text)) => Some(text.wtf8().as_bytes()),
            Part::Value(Value::Bytes(bytes)) => Some(bytes.as_slice()),
            Part::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }
}

impl<'a, 'gc> Object<'a, 'gc> {
    fn with(self, value: Value<'gc>) -> Self {
        Object { part: Part::Value(value), work: self.work }
    }

    /// The members of a set in the order of their bytes, which does not depend on how the set came about.
    fn ordered(self, members: Vec<Value<'gc>>) -> Result<Vec<Self>, WriteError> {
        if members.len() < 2 {
            return Ok(members.into_iter().map(|member| self.with(member)).collect());
        }
        let depth = self.work.depth.get();
        if depth >= MAX_SET_DEPTH {
            return Err(WriteError::TooDeep);
        }
        self.work.depth.set(depth + 1);
        let bytes: Result<Vec<_>, _> = members.into_iter().map(|member| Ok((self.member(member)?, member))).collect();
        self.work.depth.set(depth);
        let mut bytes = bytes?;
        bytes.sort_by(|(a, _), (b, _)| a.cmp(b));
        Ok(bytes.into_iter().map(|(_, member)| self.with(member)).collect())
    }

    fn member(self, value: Value<'gc>) -> Result<Rc<[u8]>, WriteError> {
        let address = value.address();
        if let Some(known) = address.and_then(|address| self.work.members.borrow().get(&address).cloned()) {
            return Ok(known);
        }
        let bytes: Rc<[u8]> = write(self.with(value), self.work.options)?.into();
        if let Some(address) = address {
            self.work.members.borrow_mut().insert(address, bytes.clone());
        }
        Ok(bytes)
    }

    fn code(self, code: Code<'gc>) -> View<Self> {
        let data = code.data();
        let part = |part| Object { part, work: self.work };
        View::Code {
            counts: [data.argcount, data.posonlyargcount, data.kwonlyargcount, data.stacksize, data.flags.bits()],
            before: [
                part(Part::Bytes(&data.code)),
                self.with(data.consts.into()),
                self.with(data.names.into()),
                self.with(data.localsplusnames.into()),
                part(Part::Kinds(&data.localspluskinds)),
                self.with(data.filename.into()),
                self.with(data.name.into()),
                self.with(data.qualname.into()),
            ],
            firstlineno: data.firstlineno,
            tables: [part(Part::Bytes(&data.linetable)), part(Part::Bytes(&data.exceptiontable))],
        }
    }
}
