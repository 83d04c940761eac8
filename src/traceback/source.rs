//! Source lines by file name: what `linecache` does.

use rustc_hash::FxHashMap;

use crate::runtime::Ctx;
use crate::types::Str;

/// Where sources that are in no file are kept, in the state of the modules.
const REGISTERED: &str = "traceback.sources";

/// Keeps the source of code that was not read from a file (`<string>`), so
/// that tracebacks can show its lines.
pub fn register_source<'gc>(ctx: Ctx<'gc>, filename: Str<'gc>, text: &str) {
    let known = ctx.get_name(ctx.module_state, REGISTERED).and_then(|value| value.as_dict());
    let sources = known.unwrap_or_else(|| {
        let sources = ctx.dict();
        ctx.set_name(ctx.module_state, REGISTERED, sources);
        sources
    });
    sources.set_str(ctx.mc, filename, ctx.str(text));
}

/// The files read so far.
#[derive(Default)]
pub struct Sources {
    files: FxHashMap<String, Vec<String>>,
}

impl Sources {
    /// The lines from `first` to `last`, counted from 1, without white space
    /// at their ends; as many of them as there are.
    pub fn lines<'gc>(&mut self, ctx: Ctx<'gc>, filename: Str<'gc>, first: i32, last: i32) -> &[String] {
        let name = filename.lossy();
        if !self.files.contains_key(&*name) {
            let text = read(ctx, filename).unwrap_or_default();
            self.files.insert(name.clone().into_owned(), text.lines().map(|line| line.trim_end().to_owned()).collect());
        }
        let Some(lines) = self.files.get(&*name) else { return &[] };
        let (Ok(first), Ok(last)) = (usize::try_from(first), usize::try_from(last)) else { return &[] };
        let Some(start) = first.checked_sub(1) else { return &[] };
        lines.get(start..last.min(lines.len())).unwrap_or_default()
    }
}

fn read<'gc>(ctx: Ctx<'gc>, filename: Str<'gc>) -> Option<String> {
    let registered = ctx.get_name(ctx.module_state, REGISTERED).and_then(|value| value.as_dict());
    if let Some(text) = registered.and_then(|sources| sources.get_str(filename)).and_then(|text| text.as_str()) {
        return Some(text.lossy().into_owned());
    }
    let name = filename.as_utf8()?;
    #[cfg(feature = "stdlib")]
    if name.starts_with(crate::stdlib::PREFIX) {
        return crate::stdlib::find(name).map(|source| String::from_utf8_lossy(&source.text).into_owned());
    }
    if name.starts_with('<') && name.ends_with('>') {
        return None;
    }
    let bytes = std::fs::read(name).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    Some(text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned())
}
