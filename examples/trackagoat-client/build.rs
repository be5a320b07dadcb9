//! Writes the typed errors of the spec to `OUT_DIR`, the client's side alone, with the examples for the tests.

fn main() -> errbook_build::Result {
    errbook_build::configure().client_only().examples().compile(&["../../spec/apis/trackagoat.yaml"])
}
