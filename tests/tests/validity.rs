//! The five published specs are valid OpenAPI, by a validator that is not ours: `openapi-spec-validator` of PyPI.

use std::process::Command;

use errbook_tests::published::apis;

#[test]
fn the_five_specs_are_valid() {
    let validator = "openapi-spec-validator";
    if Command::new(validator).arg("--version").output().is_err() {
        eprintln!("{validator} is not installed (`pip install {validator}`); nothing was validated");
        return;
    }
    for name in ["affiliate", "trackagoat", "refcampaign", "plain", "publishing"] {
        let spec = apis().join(format!("{name}.yaml"));
        let output = Command::new(validator).arg(&spec).output().expect("the validator was run before");
        let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "{name}: {said}");
    }
}
