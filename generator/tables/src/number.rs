//! Numbers as people read them.

use proc_macro2::Literal;

/// In decimal, with `_` between groups of three digits.
pub fn decimal(number: u64) -> Literal {
    literal(&grouped(&number.to_string(), 3))
}

/// In hexadecimal, with `_` between groups of four digits.
pub fn hexadecimal(number: u64) -> Literal {
    literal(&format!("0x{}", grouped(&format!("{number:016x}"), 4)))
}

/// The same, of a number of 32 bits.
pub fn short_hexadecimal(number: u32) -> Literal {
    literal(&format!("0x{}", grouped(&format!("{number:08x}"), 4)))
}

/// A position in a table, or none.
pub fn position(position: Option<usize>) -> proc_macro2::TokenStream {
    position.map_or_else(
        || quote::quote!(v1::NONE),
        |position| quote::ToTokens::to_token_stream(&Literal::usize_unsuffixed(position)),
    )
}

fn grouped(digits: &str, size: usize) -> String {
    let mut grouped = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(size) {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    grouped
}

fn literal(digits: &str) -> Literal {
    digits.parse().expect("digits with `_` between them are a literal")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped() {
        assert_eq!(decimal(5).to_string(), "5");
        assert_eq!(decimal(1000).to_string(), "1_000");
        assert_eq!(decimal(u64::MAX).to_string(), "18_446_744_073_709_551_615");
        assert_eq!(hexadecimal(0x17).to_string(), "0x0000_0000_0000_0017");
    }
}
