//! Writes the typed errors of the exchange to `OUT_DIR`, as errbook.toml says.

fn main() -> errbook_build::Result {
    errbook_build::compile_toml("errbook.toml")
}
