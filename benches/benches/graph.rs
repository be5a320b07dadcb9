//! What errbook adds to a first build: `cargo bench -p errbook-benches --bench graph`.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    errbook_benches::graph::run(std::path::Path::new(env!("CARGO_TARGET_TMPDIR")))
}
