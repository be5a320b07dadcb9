//! Writes the typed errors of the spec to `OUT_DIR`.

fn main() -> errbook_build::Result {
    errbook_build::compile("../../spec/apis/affiliate.yaml")
}
