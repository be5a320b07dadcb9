//! Names of a spec, as generated code has them and as derives look for them. It depends on nothing, since everybody who
//! derives builds it.

mod hash;

pub use hash::{hash, places};

/// A wire text as the tail of an identifier: itself if it can be, else its bytes in hexadecimal behind a letter that no
/// other wire text gives.
pub fn mangled(wire: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    if wire.bytes().all(is_plain) && !wire.starts_with("x_") {
        return wire.to_owned();
    }
    wire.bytes().fold("x_".to_owned(), |name, byte| format!("{name}{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_texts_have_one_name() {
        assert_eq!(mangled("NOT_FOUND"), "NOT_FOUND");
        assert_eq!(mangled("404"), "404");
        assert_eq!(mangled("a-b"), "x_612d62");
        assert_eq!(mangled("x_612d62"), "x_785f363132643632");
        assert_eq!(mangled("é"), "x_c3a9");
        assert_eq!(mangled(""), "");
    }
}
