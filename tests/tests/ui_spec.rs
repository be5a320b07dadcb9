//! Wrong uses of the derives that read a spec, and what the compiler says of each.

use std::fs;
use std::path::Path;

/// The cases are compiled by a package that `trybuild` writes below the target folder; the specs that they name are put
/// beside its manifest.
#[test]
fn mistakes() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("it is a folder in the target folder");
    let specs = target.join("tests/trybuild").join(env!("CARGO_PKG_NAME")).join("specs");
    if specs.exists() {
        fs::remove_dir_all(&specs).expect("what another run left can be removed");
    }
    fs::create_dir_all(&specs).expect("a folder can be made");
    for spec in fs::read_dir(tests.join("ui/specs")).expect("the specs are there").flatten() {
        fs::copy(spec.path(), specs.join(spec.file_name())).expect("a spec can be copied");
    }
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/error_code/*.rs");
    cases.compile_fail("ui/by_spec/*.rs");
}
