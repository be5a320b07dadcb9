//! What derives cost: `cargo bench -p errbook-benches --bench derives`.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    errbook_benches::derives::run(std::path::Path::new(env!("CARGO_TARGET_TMPDIR")))
}
