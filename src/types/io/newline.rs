//! The ends of lines: which there are, and turning all of them into `\n`.

/// What the `newline` argument of text streams says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Newline {
    /// None: every end is read as `\n`; `\n` is written as it is on Unix.
    Universal,
    /// `''`: every end is one, and stays as it is.
    Any,
    Lf,
    Cr,
    CrLf,
}

impl Newline {
    /// The meaning of an argument other than None.
    pub fn find(text: &str) -> Option<Self> {
        Some(match text {
            "" => Self::Any,
            "\n" => Self::Lf,
            "\r" => Self::Cr,
            "\r\n" => Self::CrLf,
            _ => return None,
        })
    }

    /// The length of the first line with its end, if its end is there.
    pub fn line_end<T: Copy + Into<u32>>(self, text: &[T]) -> Option<usize> {
        let (lf, cr) = (u32::from(b'\n'), u32::from(b'\r'));
        let find = |wanted: u32| text.iter().position(|&c| c.into() == wanted).map(|at| at + 1);
        match self {
            Self::Universal | Self::Lf => find(lf),
            Self::Cr => find(cr),
            Self::CrLf => text
                .windows(2)
                .position(|pair| matches!(pair, &[a, b] if a.into() == cr && b.into() == lf))
                .map(|at| at + 2),
            Self::Any => {
                let at = text.iter().position(|&c| c.into() == lf || c.into() == cr)?;
                let pair = matches!(text.get(at..), Some(&[a, b, ..]) if a.into() == cr && b.into() == lf);
                Some(if pair { at + 2 } else { at + 1 })
            }
        }
    }
}

/// Turns the ends of lines into `\n` piece by piece, and remembers which there were.
#[derive(Clone, Copy, Default, Debug)]
pub struct NewlineDecoder {
    pub translate: bool,
    /// Whether the last piece ended with a `\r` that is held back.
    pub pending: bool,
    /// Which ends were seen: 1 for `\n`, 2 for `\r`, 4 for `\r\n`.
    pub seen: u8,
}

impl NewlineDecoder {
    /// The next piece; `last` when nothing comes after it.
    pub fn feed(&mut self, text: &[u32], last: bool) -> Vec<u32> {
        let (lf, cr) = (u32::from(b'\n'), u32::from(b'\r'));
        let mut out = Vec::with_capacity(text.len() + 1);
        if self.pending && (!text.is_empty() || last) {
            self.pending = false;
            out.push(cr);
        }
        out.extend_from_slice(text);
        if !last && out.last() == Some(&cr) {
            out.pop();
            self.pending = true;
        }
        let mut done = Vec::with_capacity(out.len());
        let mut items = out.iter().copied().peekable();
        while let Some(c) = items.next() {
            if c == lf {
                self.seen |= 1;
            } else if c == cr {
                let pair = items.peek() == Some(&lf);
                self.seen |= if pair { 4 } else { 2 };
                if pair {
                    items.next();
                }
                if self.translate {
                    done.push(lf);
                } else {
                    done.push(cr);
                    if pair {
                        done.push(lf);
                    }
                }
                continue;
            }
            done.push(c);
        }
        done
    }
}
