//! Generates the five reference APIs, the odd one, and one as its clients see it.

fn main() -> errbook_build::Result {
    let apis = ["affiliate", "trackagoat", "refcampaign", "plain", "publishing"];
    let apis = apis.map(|name| format!("../../spec/apis/{name}.yaml"));
    errbook_build::configure().compile(&apis)?;
    errbook_build::configure().compile(&[
        "../specs/odd-texts.yaml",
        "../specs/open-integers.yaml",
        "../specs/awkward-names.yaml",
        "../specs/body-members.yaml",
        "../specs/codes-in-a-list.yaml",
        "../specs/fixed-members.yaml",
        "../specs/integer-codes.yaml",
        "../specs/payload-beside.yaml",
        "../specs/payload-enums.yaml",
        "../specs/payload-members.yaml",
        "../specs/payload-names.yaml",
        "../specs/payload-numbers.yaml",
        "../specs/payload-recursion.yaml",
        "../specs/payload-types.yaml",
        "../specs/payload-unions.yaml",
        "../specs/problem.yaml",
        "../specs/problem-types.yaml",
        "../specs/ranges-and-default.yaml",
        "../specs/several-statuses.yaml",
        "../specs/times-as-numbers.yaml",
    ])?;
    errbook_build::configure().client_only().compile(&["../specs/client-only.yaml"])?;
    errbook_build::configure().client_only().examples().name("client").compile(&["../../spec/apis/trackagoat.yaml"])
}
