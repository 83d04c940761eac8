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
    /// A line without the white space around it; `None` when it is not there
    /// or there is nothing on it. Lines count from 1.
    pub fn line<'gc>(&mut self, ctx: Ctx<'gc>, filename: Str<'gc>, line: i32) -> Option<&str> {
        let index = usize::try_from(line).ok()?.checked_sub(1)?;
        let name = filename.lossy();
        if !self.files.contains_key(&*name) {
            let text = read(ctx, filename).unwrap_or_default();
            self.files.insert(name.clone().into_owned(), text.lines().map(str::to_owned).collect());
        }
        let line = self.files.get(&*name)?.get(index)?.trim();
        (!line.is_empty()).then_some(line)
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
