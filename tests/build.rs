//! Generates the modules that the tests use: the five reference APIs.

fn main() -> errbook_build::Result {
    let apis = ["affiliate", "trackagoat", "refcampaign", "plain", "publishing"];
    errbook_build::configure().compile(&apis.map(|name| format!("../spec/apis/{name}.yaml")))
}
