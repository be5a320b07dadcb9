//! What a rebuild costs: `cargo bench -p errbook-benches --bench rebuild`.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    errbook_benches::rebuild::run(std::path::Path::new(env!("CARGO_TARGET_TMPDIR")))
}
