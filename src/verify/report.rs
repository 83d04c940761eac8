//! An error as `pyarena verify` shows it.

use std::fmt::Write;

use super::error::VerifyError;

/// The error, then the line of the disassembly that it is about.
pub fn report(error: &VerifyError) -> String {
    let mut text = error.to_string();
    if let Some(row) = error.fault.offset.and_then(|offset| crate::dis::row_at(&error.code, offset)) {
        // Writing to a String does not fail.
        let _ = write!(text, "\n    {}", row.trim());
    }
    text
}
