//! Generates the modules that the tests use: the five reference APIs, the small specs of one feature each, and one with
//! many payloads.

#[path = "build/payloads.rs"]
mod payloads;

use std::path::PathBuf;
use std::{env, fs};

fn main() -> errbook_build::Result {
    let apis = ["affiliate", "trackagoat", "refcampaign", "plain", "publishing"];
    let specs = [
        "awkward-names",
        "body-members",
        "codes-in-a-list",
        "deprecated-code",
        "fixed-members",
        "integer-codes",
        "odd-texts",
        "payload-beside",
        "payload-enums",
        "payload-members",
        "payload-names",
        "payload-numbers",
        "payload-recursion",
        "payload-types",
        "payload-unions",
        "problem",
        "problem-types",
        "ranges-and-default",
        "several-statuses",
        "times-as-numbers",
    ];
    let apis = apis.map(|name| (name, format!("../spec/apis/{name}.yaml")));
    for (name, spec) in &apis {
        errbook_build::configure().client_only().examples().name(format!("{name}_examples")).compile(&[spec])?;
    }
    let apis = apis.map(|(_, spec)| spec);
    let specs = specs.map(|name| format!("specs/{name}.yaml"));
    errbook_build::configure().compile(&[&apis[..], &specs[..]].concat())?;
    errbook_build::configure().examples().compile(&["specs/examples.yaml"])?;
    errbook_build::configure().client_only().compile(&["specs/client-only.yaml"])?;
    many_payloads()
}

/// The spec is made here as well, so it is not among the files that a change of makes this run again.
fn many_payloads() -> errbook_build::Result {
    let out: PathBuf = env::var_os("OUT_DIR").unwrap_or_default().into();
    let spec = out.join("many-payloads.json");
    fs::write(&spec, payloads::spec().to_string()).expect("cargo lets a build script write its folder");
    let generated = errbook_build::configure().code_at("code").generate(&spec)?;
    let file = out.join("errbook").join(format!("{}.rs", generated.name()));
    fs::write(file, generated.text()).expect("cargo lets a build script write its folder");
    Ok(())
}
