//! `co_lnotab`: the line table in the form that Python had before 3.10. Mirrors `decode_linetable` of CPython's
//! `Objects/codeobject.c`.

use super::location::location_entries;

/// Pairs of steps: bytes of code, then lines; one pair, or more where a step is too long for a byte, wherever the line
/// changes.
pub fn lnotab(firstlineno: i32, table: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let (mut line, mut code) = (i64::from(firstlineno), 0usize);
    for entry in location_entries(firstlineno, table) {
        let Some(next) = entry.running_line().map(i64::from) else { continue };
        let mut lines = next - line;
        if lines == 0 {
            continue;
        }
        let start = entry.start.saturating_mul(2);
        let mut bytes = start.saturating_sub(code);
        while bytes > 255 {
            out.extend([255, 0]);
            bytes -= 255;
        }
        let (least, most) = (i64::from(i8::MIN), i64::from(i8::MAX));
        while lines < least || lines > most {
            let step = lines.clamp(least, most);
            // Both fit: bytes up to 255, a line step as a signed byte.
            out.extend([bytes as u8, step as i8 as u8]);
            bytes = 0;
            lines -= step;
        }
        out.extend([bytes as u8, lines as i8 as u8]);
        (line, code) = (next, start);
    }
    out
}
