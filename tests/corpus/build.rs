//! Generates a client of every published spec, if they are at hand; without them this package is empty.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

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
        let _ = writeln!(rows, "    ({name}, {:?}, {:?}),", spec.to_string_lossy(), code_at.unwrap_or_default());
    }
    let text = format!(
        "{modules}\n/// Calls a macro with every module, its spec and where its codes were said to stand.\n#[macro_export]\n\
         macro_rules! every_spec {{\n    ($callback:ident) => {{\n        $callback! {{\n{rows}        }}\n    }};\n}}\n"
    );
    let out: PathBuf = env::var_os("OUT_DIR").unwrap_or_default().into();
    fs::write(out.join("modules.rs"), text).expect("cargo lets a build script write its folder");
    Ok(())
}
