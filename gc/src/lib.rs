//! A heap with owned handles, limits and statistics over [`gc_arena`].
//!
//! `gc_arena` gives `Copy` pointers branded with the lifetime `'gc`, valid only inside a closure,
//! and a collector that runs only between closures. This crate adds what a long-running owner of
//! such an arena needs, and knows nothing of what is stored in it:
//!
//! | module | what it is |
//! |---|---|
//! | [`heap`] | [`Heap`]: the arena, how it is entered and dropped |
//! | [`collector`] | steps, full collections, and the moment between marking and sweeping |
//! | [`finalize`], [`order`] | [`Watchlist`]: objects that must run something when they have died, and in which order |
//! | [`root`] | [`Rooted`]: what a user says about their root and values; [`Services`] |
//! | [`handle`] | [`Handle`]: an owned, `Send` reference to a value, from outside |
//! | [`table`] | [`Handles`]: the inside of the same thing |
//! | [`pacing`] | how much work a step does for an allocation |
//! | [`limits`] | how large a heap may become |
//! | [`accounting`] | bytes that objects own outside the arena, known to pacing and limits |
//! | [`stats`] | what the collector has done so far |
//!
//! ```
//! use gc_arena::{Collect, Gc, lock::RefLock};
//! use pyarena_gc::{Config, Heap, Rooted};
//!
//! /// A person who knows people, possibly themselves.
//! #[derive(Collect)]
//! #[collect(no_drop)]
//! struct Person<'gc> {
//!     name: String,
//!     friends: RefLock<Vec<Gc<'gc, Person<'gc>>>>,
//! }
//!
//! struct People;
//!
//! impl Rooted for People {
//!     type Root<'gc> = ();
//!     type Value<'gc> = Gc<'gc, Person<'gc>>;
//! }
//!
//! let mut heap = Heap::<People>::new(Config::default(), |_mc, _services| ());
//! let empty = heap.stats().objects;
//!
//! // The handle keeps Ann alive, though nothing in the heap refers to her.
//! let ann = heap.hold(|mc, _root| {
//!     let friends = RefLock::new(Vec::new());
//!     Gc::new(mc, Person { name: "Ann".to_owned(), friends })
//! });
//! heap.collect();
//! let name = heap.with(&ann, |_mc, _root, person| person.name.clone())?;
//! assert_eq!(name, "Ann");
//!
//! // Without it she is garbage. Any thread may drop it.
//! std::thread::spawn(move || drop(ann)).join().expect("the thread only drops a handle");
//! heap.collect();
//! assert_eq!(heap.stats().objects, empty);
//! # Ok::<(), pyarena_gc::HandleError>(())
//! ```
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod accounting;
pub mod collector;
pub mod finalize;
pub mod handle;
pub mod heap;
mod identity;
pub mod limits;
pub mod order;
pub mod pacing;
pub mod root;
pub mod stats;
pub mod table;

pub use accounting::{Accounting, BYTES_PER_OBJECT, Charge};
pub use collector::Step;
pub use finalize::{Mortal, Ticket, Watchlist};
pub use handle::{Handle, HandleError};
pub use heap::{Config, Heap};
pub use limits::{LimitError, Limits};
pub use pacing::{Factors, Pacing, PacingError};
pub use root::{Rooted, Services};
pub use stats::{Counters, Stats};
pub use table::Handles;
