//! Generates the modules that the tests use: the five reference APIs, the small specs of one feature each, that of the
//! README, one with many payloads, and one whose types hold each other without end.

#[path = "build/deep.rs"]
mod deep;
#[path = "build/payloads.rs"]
mod payloads;

use std::path::PathBuf;
use std::{env, fs};

use serde_json::Value;

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
        "open-integers",
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
        "several-bodies",
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
    errbook_build::configure().code_at("code").code_at("error.code").compile(&["specs/constants-by-code.yaml"])?;
    readme()?;
    made("many-payloads", &payloads::spec(), &errbook_build::configure().code_at("code"))?;
    made("deep-types", &deep::spec(), &errbook_build::configure().client_only().bodies())
}

/// The first spec of the README, under the name that it has there.
fn readme() -> errbook_build::Result {
    let readme = fs::read_to_string("../README.md").expect("the README is beside this package");
    println!("cargo::rerun-if-changed=../README.md");
    let spec = readme.split("```").find_map(|block| block.strip_prefix("yaml\n")).expect("it begins with a spec");
    let out: PathBuf = env::var_os("OUT_DIR").unwrap_or_default().into();
    let file = out.join("openapi.yaml");
    fs::write(&file, spec).expect("cargo lets a build script write its folder");
    let generated = errbook_build::configure().examples().generate(&file)?;
    let module = out.join("errbook").join(format!("{}.rs", generated.name()));
    fs::write(module, generated.text()).expect("cargo lets a build script write its folder");
    Ok(())
}

/// A spec that is made here as well, so it is not among the files that a change of makes this run again.
fn made(name: &str, spec: &Value, config: &errbook_build::Config) -> errbook_build::Result {
    let out: PathBuf = env::var_os("OUT_DIR").unwrap_or_default().into();
    let file = out.join(format!("{name}.json"));
    fs::write(&file, spec.to_string()).expect("cargo lets a build script write its folder");
    let generated = config.generate(&file)?;
    let file = out.join("errbook").join(format!("{}.rs", generated.name()));
    fs::write(file, generated.text()).expect("cargo lets a build script write its folder");
    Ok(())
}
