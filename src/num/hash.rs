//! Hashes equal to CPython's on a 64-bit machine: numbers, tuples, frozensets, strings (`Python/pyhash.c`,
//! `Objects/tupleobject.c`, `Objects/setobject.c`).

use super::float_ops::frexp;
use super::int::IntRef;
use rustpython_wtf8::Wtf8;

/// Numbers are hashed modulo this prime, 2^61 - 1 (`sys.hash_info.modulus`), so that equal numbers of different types agree.
pub const MODULUS: u64 = (1 << 61) - 1;

/// Hash of positive infinity.
pub const INFINITY: i64 = 314_159;

/// Multiplier of the imaginary part of a complex number.
const IMAGINARY: i64 = 1_000_003;

/// -1 means an error in CPython's API, so that no hash is -1.
fn not_minus_one(hash: i64) -> i64 {
    if hash == -1 { -2 } else { hash }
}

fn with_sign(magnitude: u64, negative: bool) -> i64 {
    let hash = magnitude as i64;
    not_minus_one(if negative { -hash } else { hash })
}

/// `hash(int)`.
pub fn hash_int<'a>(value: impl Into<IntRef<'a>>) -> i64 {
    let value = value.into();
    let magnitude = match value {
        IntRef::Small(small) => small.unsigned_abs() % MODULUS,
        IntRef::Big(big) => big.magnitude().iter_u64_digits().rev().fold(0, |rest, digit| {
            // 2^64 is 8 modulo 2^61 - 1.
            ((u128::from(rest) * 8 + u128::from(digit)) % u128::from(MODULUS)) as u64
        }),
    };
    with_sign(magnitude, value.is_negative())
}

/// `hash(float)`. A NaN hashes by identity: `nan` is the hash of its object's address, [`hash_address`].
pub fn hash_float(value: f64, nan: i64) -> i64 {
    if value.is_nan() {
        return nan;
    }
    if value.is_infinite() {
        return if value > 0.0 { INFINITY } else { -INFINITY };
    }
    let (fraction, exponent) = frexp(value.abs());
    let mantissa = (fraction * 9_007_199_254_740_992.0) as u64;
    // Multiplying by 2^n modulo 2^61 - 1 rotates by n.
    let turn = (exponent - 53).rem_euclid(61) as u32;
    let rotated = if turn == 0 { mantissa } else { (mantissa << turn) & MODULUS | mantissa >> (61 - turn) };
    with_sign(rotated % MODULUS, value < 0.0)
}

/// `hash(complex)` from the hashes of its parts.
pub fn hash_complex(real: i64, imaginary: i64) -> i64 {
    not_minus_one(real.wrapping_add(imaginary.wrapping_mul(IMAGINARY)))
}

/// The hash of an object by its identity: the address without the low bits, which are always zero.
pub fn hash_address(address: u64) -> i64 {
    not_minus_one(address.rotate_right(4) as i64)
}

const PRIME_1: u64 = 11_400_714_785_074_694_791;
const PRIME_2: u64 = 14_029_467_366_897_019_727;
const PRIME_5: u64 = 2_870_177_450_012_600_261;

/// `hash(tuple)`, fed with the hashes of the items: a form of xxHash.
#[derive(Clone, Debug)]
pub struct TupleHasher {
    acc: u64,
    len: u64,
}

impl Default for TupleHasher {
    fn default() -> Self {
        TupleHasher { acc: PRIME_5, len: 0 }
    }
}

impl TupleHasher {
    /// Before the first item.
    pub fn new() -> Self {
        Self::default()
    }

    /// The next item's hash.
    pub fn add(&mut self, hash: i64) {
        self.acc = self.acc.wrapping_add((hash as u64).wrapping_mul(PRIME_2)).rotate_left(31).wrapping_mul(PRIME_1);
        self.len += 1;
    }

    /// The tuple's hash.
    pub fn finish(&self) -> i64 {
        let hash = self.acc.wrapping_add(self.len ^ (PRIME_5 ^ 3_527_539));
        if hash == u64::MAX { 1_546_275_796 } else { hash as i64 }
    }
}

impl TupleHasher {
    /// The hash without the length: that of a slice.
    pub fn finish_unsized(&self) -> i64 {
        if self.acc == u64::MAX { 1_546_275_796 } else { self.acc as i64 }
    }
}

/// `hash(tuple)` of items whose hashes are known.
pub fn hash_tuple(hashes: impl IntoIterator<Item = i64>) -> i64 {
    let mut hasher = TupleHasher::new();
    hashes.into_iter().for_each(|hash| hasher.add(hash));
    hasher.finish()
}

/// `hash(frozenset)` from the hashes of the members, in any order.
pub fn hash_frozenset(hashes: impl IntoIterator<Item = i64>) -> i64 {
    let (mut hash, mut len) = (0u64, 0u64);
    for member in hashes {
        let member = member as u64;
        hash ^= ((member ^ 89_869_747) ^ (member << 16)).wrapping_mul(3_644_798_167);
        len += 1;
    }
    hash ^= (len + 1).wrapping_mul(1_927_868_237);
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash.wrapping_mul(69_069).wrapping_add(907_133_923);
    if hash == u64::MAX { 590_923_713 } else { hash as i64 }
}

/// The secret of string hashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StrKey {
    /// Low half.
    pub k0: u64,
    /// High half.
    pub k1: u64,
}

impl StrKey {
    /// The key that `PYTHONHASHSEED=seed` gives; 0 switches the secret off.
    pub fn from_seed(seed: u32) -> StrKey {
        if seed == 0 {
            return StrKey { k0: 0, k1: 0 };
        }
        let mut state = seed;
        let mut next = || {
            (0..8).fold(0u64, |word, place| {
                state = state.wrapping_mul(214_013).wrapping_add(2_531_011);
                word | u64::from(state >> 16 & 0xff) << (8 * place)
            })
        };
        let k0 = next();
        StrKey { k0, k1: next() }
    }
}

/// `hash(bytes)`, and `hash(str)` of ASCII text: SipHash-1-3, the empty string 0.
pub fn hash_bytes(key: StrKey, bytes: &[u8]) -> i64 {
    if bytes.is_empty() { 0 } else { not_minus_one(siphash13(key, bytes) as i64) }
}

/// `hash(str)`. CPython hashes the memory of the string: one, two or four bytes a character, as the largest needs.
pub fn hash_str(key: StrKey, text: &Wtf8) -> i64 {
    let bytes = text.as_bytes();
    if bytes.is_ascii() {
        return hash_bytes(key, bytes);
    }
    let codes: Vec<u32> = text.code_points().map(|c| c.to_u32()).collect();
    let width = match codes.iter().max() {
        Some(0x1_0000..) => 4,
        Some(0x100..) => 2,
        _ => 1,
    };
    let memory: Vec<u8> = codes.iter().flat_map(|code| code.to_le_bytes().into_iter().take(width)).collect();
    hash_bytes(key, &memory)
}

fn sip_round([mut a, mut b, mut c, mut d]: [u64; 4]) -> [u64; 4] {
    a = a.wrapping_add(b);
    c = c.wrapping_add(d);
    b = b.rotate_left(13) ^ a;
    d = d.rotate_left(16) ^ c;
    a = a.rotate_left(32).wrapping_add(d);
    c = c.wrapping_add(b);
    d = d.rotate_left(21) ^ a;
    b = b.rotate_left(17) ^ c;
    [a, b, c.rotate_left(32), d]
}

fn siphash13(key: StrKey, bytes: &[u8]) -> u64 {
    let mut state = [
        key.k0 ^ 0x736f_6d65_7073_6575,
        key.k1 ^ 0x646f_7261_6e64_6f6d,
        key.k0 ^ 0x6c79_6765_6e65_7261,
        key.k1 ^ 0x7465_6462_7974_6573,
    ];
    let mut absorb = |word: u64| {
        state[3] ^= word;
        state = sip_round(state);
        state[0] ^= word;
    };
    let (words, rest) = bytes.as_chunks::<8>();
    words.iter().for_each(|word| absorb(u64::from_le_bytes(*word)));
    let last = rest.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
    absorb(last | (bytes.len() as u64) << 56);
    state[2] ^= 0xff;
    for _ in 0..3 {
        state = sip_round(state);
    }
    state[0] ^ state[1] ^ state[2] ^ state[3]
}
