//! Generates the modules that the tests use: the five reference APIs and what is odd.

fn main() -> errbook_build::Result {
    let apis = ["affiliate", "trackagoat", "refcampaign", "plain", "publishing"].map(|name| format!("../spec/apis/{name}.yaml"));
    let specs = ["odd-texts"].map(|name| format!("specs/{name}.yaml"));
    errbook_build::configure().compile(&[&apis[..], &specs[..]].concat())
}
