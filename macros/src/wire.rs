//! Names of a spec as generated code has them.

/// FNV-1a, 64 bits: the hash by which generated tables are searched.
pub(crate) fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// A wire text as the tail of an identifier: itself if it can be, else its bytes in hexadecimal behind a letter that no
/// other wire text gives. The generator does the same.
pub(crate) fn mangled(wire: &str) -> String {
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
    fn as_the_generator_does() {
        assert_eq!(hash("foobar"), 0x8594_4171_f739_67e8);
        assert_eq!(mangled("NOT_FOUND"), "NOT_FOUND");
        assert_eq!(mangled("a-b"), "x_612d62");
        assert_eq!(mangled("x_612d62"), "x_785f363132643632");
    }
}
