//! What instructions do beyond moving values, by subject. The eval loop calls
//! these and deals with their answers.
//!
//! | module | instructions |
//! |---|---|
//! | `names` | LOAD_GLOBAL, LOAD_NAME and their kin, unbound variables |
//! | `build` | BUILD_*, formatting, slices, UNPACK_*, MATCH_* |
//! | `calls` | entering functions, CALL_FUNCTION_EX, LOAD_SUPER_ATTR |
//! | `awaiting` | GET_AWAITABLE, GET_AITER, GET_ANEXT, SEND, RETURN_GENERATOR |
//! | `with` | LOAD_SPECIAL, WITH_EXCEPT_START, exception groups |
//! | `functions` | MAKE_FUNCTION, LOAD_BUILD_CLASS, annotations |
//! | `imports` | IMPORT_NAME, IMPORT_FROM |
//! | `intrinsics` | CALL_INTRINSIC_1 and 2, LOAD_COMMON_CONSTANT |

mod awaiting;
mod build;
mod calls;
mod functions;
mod imports;
mod intrinsics;
mod names;
mod with;

pub use awaiting::{get_aiter, get_anext, get_awaitable, make_generator, send, yield_from_iter};
pub use build::{
    build_interpolation, build_map, build_set, build_string, build_template, compare, contains, convert, dict_merge,
    dict_update, list_extend, match_class, match_keys, set_update, slice, unpack, unpack_ex,
};
pub use calls::{call_function_ex, load_super_attr};
pub use functions::{load_build_class, make_function, set_function_attribute, setup_annotations};
pub use imports::{import_from, import_name};
pub use intrinsics::{common_constant, intrinsic_1, intrinsic_2};
pub use names::{
    cached_global, delete_name, load_from_mapping_or_cell, load_from_mapping_or_globals, load_global, load_name,
    store_name, unbound_cell, unbound_local,
};
pub use with::{check_group_match, load_special, with_except_start};
