//! Writes the typed errors of the exchange to `OUT_DIR`: what its spec says, and what the overlay beside it adds.

fn main() -> errbook_build::Result {
    errbook_build::configure().overlay("exchange.overlay.yaml").client_only().compile(&["exchange.yaml"])
}
