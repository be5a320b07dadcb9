//! The measurements without optimisation: `cargo run -p errbook-benches`.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    errbook_benches::reading::run()
}
