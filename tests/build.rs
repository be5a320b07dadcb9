//! Generates the modules that the tests use: the five reference APIs, and the small specs of one feature each.

fn main() -> errbook_build::Result {
    let apis = ["affiliate", "trackagoat", "refcampaign", "plain", "publishing"];
    let specs = [
        "awkward-names",
        "codes-in-a-list",
        "deprecated-code",
        "fixed-members",
        "integer-codes",
        "odd-texts",
        "payload-beside",
        "payload-types",
        "problem",
        "ranges-and-default",
        "several-statuses",
        "times-as-numbers",
    ];
    let apis = apis.map(|name| format!("../spec/apis/{name}.yaml"));
    let specs = specs.map(|name| format!("specs/{name}.yaml"));
    errbook_build::configure().compile(&[&apis[..], &specs[..]].concat())?;
    errbook_build::configure().client_only().compile(&["specs/client-only.yaml"])
}
