//! Writes the typed errors of the spec to `OUT_DIR`, the client's side alone.

fn main() -> errbook_build::Result {
    errbook_build::configure().client_only().compile(&["../../spec/apis/refcampaign.yaml"])
}
