//! UpperCamelCase of names that are ASCII, which nearly all are: beside `heck`, which knows every alphabet and takes twenty
//! times as many steps where nothing is optimised. `tests` compares both.

/// The case of the letter before, within a word.
#[derive(Clone, Copy, PartialEq)]
enum Before {
    None,
    Lower,
    Upper,
}

/// The letters and digits of a name, each word with a capital; `None` for a name that is not all ASCII.
///
/// A word begins behind whatever is neither letter nor digit, with a capital behind a small letter, and with the last
/// capital of several that a small letter follows: `HTTPError` is `HttpError`.
pub(super) fn upper_camel(name: &str) -> Option<String> {
    let bytes = name.as_bytes();
    let mut ident = Vec::with_capacity(bytes.len());
    let (mut begins, mut before, mut at) = (true, Before::None, 0);
    while at < bytes.len() {
        let byte = bytes[at];
        at += 1;
        match byte {
            b'a'..=b'z' => {
                ident.push(if begins { byte - 0x20 } else { byte });
                (begins, before) = (false, Before::Lower);
            }
            b'A'..=b'Z' => {
                let is_last = before == Before::Upper && at < bytes.len() && bytes[at].is_ascii_lowercase();
                let begins_here = begins || before == Before::Lower || is_last;
                ident.push(if begins_here { byte } else { byte + 0x20 });
                (begins, before) = (false, if is_last { Before::None } else { Before::Upper });
            }
            b'0'..=b'9' => {
                ident.push(byte);
                begins = false;
            }
            0x80.. => return None,
            _ => (begins, before) = (true, Before::None),
        }
    }
    String::from_utf8(ident).ok()
}

#[cfg(test)]
mod tests {
    use heck::ToUpperCamelCase as _;

    use super::*;

    #[test]
    fn names_are_as_heck_has_them() {
        let mut names = vec![String::new()];
        let mut last = names.clone();
        for _ in 0..6 {
            last =
                last.iter().flat_map(|name| ["a", "b", "A", "Z", "7", "_"].map(|it| format!("{name}{it}"))).collect();
            names.extend_from_slice(&last);
        }
        for name in names.iter().map(String::as_str).chain(["repos/get-commit 404", "XMLHttpRequest", "é", "aΣ"]) {
            let expected = name.is_ascii().then(|| name.to_upper_camel_case());
            assert_eq!(upper_camel(name), expected, "{name}");
        }
    }
}
