//! What generated code costs: `cargo bench -p errbook-benches --bench compile`.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    errbook_benches::compile::run(std::path::Path::new(env!("CARGO_TARGET_TMPDIR")))
}
