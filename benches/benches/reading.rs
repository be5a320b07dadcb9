//! The measurements with optimisation: `cargo bench`.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    errbook_benches::reading::run()
}
