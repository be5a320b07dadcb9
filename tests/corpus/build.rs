//! Generates a client of every published spec, if they are at hand; without them this package is empty.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use errbook_spec::{Body, Catalog, Options, Role, Shape, Type};

/// The specs, and where in their bodies the codes stand, for those that do not say it well enough by themselves.
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
    let folder = Path::new("../../../shared/corpus");
    let mut modules = String::new();
    let mut rows = String::new();
    for (file, code_at) in SPECS.into_iter().filter(|(file, _)| folder.join(file).is_file()) {
        let name = file.split('.').next().unwrap_or(file).replace('-', "_");
        let mut config = errbook_build::configure().client_only();
        if let Some(path) = code_at {
            config = config.code_at(path);
        }
        config.compile(&[folder.join(file)])?;
        let _ = writeln!(
            modules,
            "/// The client of `{file}`.\npub mod {name} {{\n    ::errbook::include_errors!(\"{name}\");\n}}"
        );
        let spec = folder.join(file);
        let code_at = code_at.unwrap_or_default();
        let members = members(&spec, code_at, &name).join(", ");
        let _ = writeln!(rows, "    ({name}, {:?}, {code_at:?}, [{members}]),", spec.to_string_lossy());
    }
    let text = format!(
        "{modules}\n/// Calls a macro with every module, its spec, where its codes were said to stand, and what else its bodies hold: in \
         which envelope, where, as which type.\n#[macro_export]\n\
         macro_rules! every_spec {{\n    ($callback:ident) => {{\n        $callback! {{\n{rows}        }}\n    }};\n}}\n"
    );
    let out: PathBuf = env::var_os("OUT_DIR").unwrap_or_default().into();
    fs::write(out.join("modules.rs"), text).expect("cargo lets a build script write its folder");
    Ok(())
}

/// What the bodies of a spec hold beside what errbook knows the meaning of.
fn members(spec: &Path, code_at: &str, module: &str) -> Vec<String> {
    let mut options = Options::default();
    options.code_paths.extend(Some(code_at.to_owned()).filter(|path| !path.is_empty()));
    let Ok(reading) = errbook_spec::read(spec, &options) else { return Vec::new() };
    let generated =
        PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("errbook").join(format!("{module}.rs"));
    let types = Types { catalog: reading.catalog(), module, text: fs::read_to_string(generated).unwrap_or_default() };
    let mut members = Vec::new();
    for (index, envelope) in types.catalog.envelopes.iter().enumerate() {
        let mut found = Vec::new();
        others(&envelope.body, "", &mut found);
        members.extend(found.iter().map(|(path, ty)| format!("({index}, {path:?}, {})", types.name(ty))));
    }
    members
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
    text: String,
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
            Type::List(item) => format!("Vec<{}>", self.name(item)),
            Type::Map(item) => format!("std::collections::BTreeMap<String, {}>", self.name(item)),
            Type::Nullable(inner) => format!("Option<{}>", self.name(inner)),
            Type::Named(position) | Type::Recursive(position) => {
                let named = &self.catalog.types[*position];
                let path = format!("errbook_tests_corpus::{}::{}", self.module, named.ident);
                let is_there =
                    ["struct", "enum"].iter().any(|it| self.text.contains(&format!("pub {it} {} ", named.ident)));
                match named.shape {
                    _ if !is_there => "serde_json::Value".to_owned(),
                    Shape::Object(_) => path,
                    Shape::Enum(_) | Shape::Union(_) => format!("errbook::Open<{path}>"),
                }
            }
        }
    }
}
