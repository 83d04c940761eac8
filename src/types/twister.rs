//! The Mersenne Twister MT19937 of Matsumoto and Nishimura, seeded as
//! `Modules/_randommodule.c` does.

use std::cell::{Cell as StdCell, RefCell};

use gc_arena::{Collect, Mutation};

use crate::{classified, handle};

/// The number of words of the state.
pub const WORDS: usize = 624;
const MIDDLE: usize = 397;

/// A generator: its words and which of them is next.
#[derive(Collect)]
#[collect(require_static)]
pub struct TwisterData {
    words: RefCell<Vec<u32>>,
    next: StdCell<usize>,
}

handle! {
    /// A `_random.Random` object.
    Twister => static TwisterData
}
classified! { Twister => random }

impl<'gc> Twister<'gc> {
    /// A generator that was never seeded: it gives zeros.
    pub fn new(mc: &Mutation<'gc>) -> Self {
        Self::alloc(mc, TwisterData { words: RefCell::new(vec![0; WORDS]), next: StdCell::new(0) })
    }

    /// The words of the state and the position in them.
    pub fn state(self) -> (Vec<u32>, usize) {
        (self.words.borrow().clone(), self.next.get())
    }

    /// Sets the state; false when it is none.
    pub fn set_state(self, words: Vec<u32>, next: usize) -> bool {
        let fits = words.len() == WORDS && next <= WORDS;
        if fits {
            *self.words.borrow_mut() = words;
            self.next.set(next);
        }
        fits
    }

    /// Seeds with a key of any length but zero.
    pub fn seed(self, key: &[u32]) {
        let mut words = Vec::with_capacity(WORDS);
        let mut last = 19_650_218u32;
        words.push(last);
        for index in 1..WORDS as u32 {
            last = 1_812_433_253u32.wrapping_mul(last ^ (last >> 30)).wrapping_add(index);
            words.push(last);
        }
        let mix = |words: &[u32], at: usize, factor: u32| {
            let before = words.get(at.wrapping_sub(1)).copied().unwrap_or(0);
            let own = words.get(at).copied().unwrap_or(0);
            own ^ (before ^ (before >> 30)).wrapping_mul(factor)
        };
        let mut at = 1;
        let step = |words: &mut [u32], at: &mut usize, value: u32| {
            if let Some(place) = words.get_mut(*at) {
                *place = value;
            }
            *at += 1;
            if *at >= WORDS {
                if let Some(&last) = words.last()
                    && let Some(first) = words.first_mut()
                {
                    *first = last;
                }
                *at = 1;
            }
        };
        for round in 0..WORDS.max(key.len()) {
            let position = round % key.len().max(1);
            let word = key.get(position).copied().unwrap_or(0);
            let value = mix(&words, at, 1_664_525).wrapping_add(word).wrapping_add(position as u32);
            step(&mut words, &mut at, value);
        }
        for _ in 1..WORDS {
            let value = mix(&words, at, 1_566_083_941).wrapping_sub(at as u32);
            step(&mut words, &mut at, value);
        }
        if let Some(first) = words.first_mut() {
            *first = 0x8000_0000;
        }
        *self.words.borrow_mut() = words;
        self.next.set(WORDS);
    }

    /// The next 32 bits.
    pub fn next_word(self) -> u32 {
        if self.next.get() >= WORDS {
            renew(&mut self.words.borrow_mut());
            self.next.set(0);
        }
        let mut y = self.words.borrow().get(self.next.get()).copied().unwrap_or(0);
        self.next.set(self.next.get() + 1);
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c_5680;
        y ^= (y << 15) & 0xefc6_0000;
        y ^ (y >> 18)
    }

    /// The next float in [0, 1), of 53 random bits.
    pub fn next_float(self) -> f64 {
        let high = f64::from(self.next_word() >> 5);
        let low = f64::from(self.next_word() >> 6);
        (high * 67_108_864.0 + low) / 9_007_199_254_740_992.0
    }
}

/// Makes the next words of the state.
fn renew(words: &mut [u32]) {
    let len = words.len();
    for at in 0..len {
        let word = |index: usize| words.get(index % len).copied().unwrap_or(0);
        let y = (word(at) & 0x8000_0000) | (word(at + 1) & 0x7fff_ffff);
        let twisted = word(at + MIDDLE) ^ (y >> 1) ^ if y & 1 == 1 { 0x9908_b0df } else { 0 };
        if let Some(place) = words.get_mut(at) {
            *place = twisted;
        }
    }
}
