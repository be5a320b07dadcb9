//! Wrong uses of the derives, and what the compiler says of each: one mistake, one error, and its first line is enough.

#[test]
fn mistakes() {
    trybuild::TestCases::new().compile_fail("ui/*.rs");
}
