//! What the verifier knows of a value.

bitflags::bitflags! {
    /// What a slot of the value stack or a fast slot may hold: a set, which grows where paths meet. An instruction accepts
    /// a value when all that it may be is among what the instruction works with.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub struct Kinds: u16 {
        /// Nothing: an unbound local, or the place of `self` in a call without it.
        const NULL = 1;
        /// An object of which nothing is known.
        const OBJECT = 1 << 1;
        /// The place of a raise, as the exception table pushes it.
        const LASTI = 1 << 2;
        /// An exception that was raised.
        const EXCEPTION = 1 << 3;
        /// An exception or None: what was handled before, or what is left of a group.
        const PREVIOUS = 1 << 4;
        /// What can be the subject of FOR_ITER or SEND.
        const ITERATOR = 1 << 5;
        /// A cell in a slot.
        const CELL = 1 << 6;
        /// A code object.
        const CODE = 1 << 7;
        /// A tuple.
        const TUPLE = 1 << 8;
        /// A constant tuple of strings.
        const NAMES = 1 << 9;
        /// A list that the code has made.
        const LIST = 1 << 10;
        /// A set that the code has made.
        const SET = 1 << 11;
        /// A dict that the code has made.
        const DICT = 1 << 12;
        /// A function that the code has made.
        const FUNCTION = 1 << 13;
        /// True or False.
        const BOOL = 1 << 14;
        /// A string.
        const STR = 1 << 15;
    }
}

impl Kinds {
    /// Anything but NULL.
    pub const SOME: Kinds = Kinds::all().difference(Kinds::NULL);
    /// A tuple of whatever.
    pub const ANY_TUPLE: Kinds = Kinds::TUPLE.union(Kinds::NAMES);
    /// What RERAISE takes: PREP_RERAISE_STAR leaves an exception or None, of which only the first gets there.
    pub const RAISABLE: Kinds = Kinds::EXCEPTION.union(Kinds::PREVIOUS);

    /// What each kind is called.
    const WORDS: [(Kinds, &'static str); 16] = [
        (Kinds::NULL, "NULL"),
        (Kinds::OBJECT, "any object"),
        (Kinds::LASTI, "the place of a raise"),
        (Kinds::EXCEPTION, "an exception"),
        (Kinds::PREVIOUS, "an earlier exception or None"),
        (Kinds::ITERATOR, "an iterator"),
        (Kinds::CELL, "a cell"),
        (Kinds::CODE, "a code object"),
        (Kinds::TUPLE, "a tuple"),
        (Kinds::NAMES, "a constant tuple of strings"),
        (Kinds::LIST, "a new list"),
        (Kinds::SET, "a new set"),
        (Kinds::DICT, "a new dict"),
        (Kinds::FUNCTION, "a new function"),
        (Kinds::BOOL, "a bool"),
        (Kinds::STR, "a str"),
    ];
}

impl std::fmt::Display for Kinds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if *self == Kinds::SOME {
            return f.write_str("an object");
        }
        let mut first = true;
        for (_, word) in Kinds::WORDS.iter().filter(|(kind, _)| self.intersects(*kind)) {
            if !first {
                f.write_str(" or ")?;
            }
            f.write_str(word)?;
            first = false;
        }
        if first { f.write_str("nothing") } else { Ok(()) }
    }
}
