//! Generates a client of every spec there is: of the five reference APIs, and of published ones where these are at hand. Every
//! whole body has a type.

use std::collections::{BTreeSet, HashSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use errbook_spec::{Body, Catalog, Options, Role, Shape, Type};

/// The five reference APIs.
const APIS: [&str; 5] = ["affiliate.yaml", "plain.yaml", "publishing.yaml", "refcampaign.yaml", "trackagoat.yaml"];

/// Published specs, and where in their bodies the codes stand, for those that do not say it well enough by themselves.
const SPECS: [(&str, Option<&str>); 16] = [
    ("adyen-checkout.json", None),
    ("azure-servicefabric.json", None),
    ("bluesky.json", None),
    ("camara-qod.yaml", None),
    ("coinbase-cdp.yaml", Some("errorType")),
    ("discord.json", None),
    ("fingerprint.yaml", None),
    ("github.json", None),
    ("lightspark-grid.yaml", None),
    ("lob.yaml", None),
    ("paypal-orders.json", Some("details[].issue")),
    ("psd2-confirmation-of-funds.yaml", Some("tppMessages[].code")),
    ("slack.json", None),
    ("square.json", Some("#/components/schemas/ErrorCode")),
    ("stripe.yaml", None),
    ("xero-bankfeeds.yaml", None),
];

fn main() -> errbook_build::Result {
    // Whether the folder is there is asked again at the next full build only: a path that is missing and watched
    // would make every build a full one.
    println!("cargo::rerun-if-changed=build.rs");
    let apis = APIS.map(|file| (Path::new("../../spec/apis").join(file), None));
    let published = SPECS.map(|(file, code_at)| (Path::new("../../../shared/corpus").join(file), code_at));
    let mut modules = String::new();
    let mut rows = String::new();
    for (spec, code_at) in apis.into_iter().chain(published).filter(|(spec, _)| spec.is_file()) {
        let name = spec.file_stem().unwrap_or_default().to_string_lossy().replace('-', "_");
        let config = errbook_build::configure().client_only().bodies();
        let config = code_at.into_iter().fold(config, errbook_build::Config::code_at);
        config.compile(&[&spec])?;
        let _ = writeln!(
            modules,
            "/// The client of `{name}`.\npub mod {name} {{\n    ::errbook::include_errors!(\"{name}\");\n}}"
        );
        let code_at = code_at.unwrap_or_default();
        let (members, bodies) = typed(&spec, code_at, &name);
        let (members, bodies) = (members.join(", "), bodies.join(", "));
        let _ = writeln!(rows, "    ({name}, {:?}, {code_at:?}, [{members}], [{bodies}]),", spec.to_string_lossy());
    }
    let text = format!(
        "{modules}\n/// Calls a macro with every module, its spec, where its codes were said to stand, what else its bodies hold (in which \
         envelope, where, as which type), and what its whole bodies are.\n#[macro_export]\n\
         macro_rules! every_spec {{\n    ($callback:ident) => {{\n        $callback! {{\n{rows}        }}\n    }};\n}}\n"
    );
    let out: PathBuf = env::var_os("OUT_DIR").unwrap_or_default().into();
    fs::write(out.join("modules.rs"), text).expect("cargo lets a build script write its folder");
    Ok(())
}

/// What the bodies of a spec hold beside what errbook knows the meaning of, and what they are as a whole.
fn typed(spec: &Path, code_at: &str, module: &str) -> (Vec<String>, Vec<String>) {
    let mut options = Options::default();
    options.code_paths.extend(Some(code_at.to_owned()).filter(|path| !path.is_empty()));
    let Ok(reading) = errbook_spec::read(spec, &options) else { return Default::default() };
    let types = Types { catalog: reading.catalog(), module };
    let mut members = Vec::new();
    for (index, envelope) in types.catalog.envelopes.iter().enumerate() {
        let mut found = Vec::new();
        others(&envelope.body, "", &mut found);
        members.extend(found.iter().map(|(path, ty)| format!("({index}, {path:?}, {})", types.name(ty))));
    }
    let responses = types.catalog.operations.iter().flat_map(|operation| &operation.responses);
    let bodies: HashSet<&Type> = responses.flat_map(|response| &response.content).map(|content| &content.ty).collect();
    let bodies: BTreeSet<String> =
        bodies.into_iter().map(|ty| format!("({:?}, {})", format!("{ty:?}"), types.name(ty))).collect();
    (members, bodies.into_iter().collect())
}

fn others<'b>(body: &'b Body, path: &str, found: &mut Vec<(String, &'b Type)>) {
    for member in &body.members {
        let path = if path.is_empty() { member.wire.clone() } else { format!("{path}.{}", member.wire) };
        match &member.role {
            Role::Other(ty) => found.push((path, ty)),
            Role::Object(below) => others(below, &path, found),
            // A path leads to one item of a list only.
            Role::List(_) | Role::Constant(_) | Role::Slot(_) => {}
        }
    }
}

/// The types of a generated module.
struct Types<'c> {
    catalog: &'c Catalog,
    module: &'c str,
}

impl Types<'_> {
    /// A type as somebody writes it who uses the module.
    fn name(&self, ty: &Type) -> String {
        match ty {
            Type::Any => "serde_json::Value".to_owned(),
            Type::Boolean => "bool".to_owned(),
            Type::Integer => "i64".to_owned(),
            Type::Unsigned => "u64".to_owned(),
            Type::Number => "errbook::Number".to_owned(),
            Type::String => "String".to_owned(),
            Type::Code => format!("errbook::Open<errbook_tests_corpus::{}::ErrorCode>", self.module),
            Type::List(item) => format!("Vec<{}>", self.name(item)),
            Type::Map(item) => format!("std::collections::BTreeMap<String, {}>", self.name(item)),
            Type::Nullable(inner) => format!("Option<{}>", self.name(inner)),
            Type::Named(position) | Type::Recursive(position) => {
                let named = &self.catalog.types[*position];
                let path = format!("errbook_tests_corpus::{}::{}", self.module, named.ident);
                match named.shape {
                    Shape::Object(_) => path,
                    Shape::Enum(_) | Shape::Union(_) => format!("errbook::Open<{path}>"),
                }
            }
        }
    }
}
