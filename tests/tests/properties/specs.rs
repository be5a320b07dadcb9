//! The specs that others are made from, and their catalogs without what the form of a spec decides.

use std::fs;
use std::path::{Path, PathBuf};

use errbook_spec::{Catalog, Evidence, FileId, Options, Place, Pointer, read, read_text};
use proptest::test_runner::{Config, RngSeed};
use serde_json::{Value, json};

/// Larger specs would make the tests slow, and show nothing that these do not.
const LARGEST: u64 = 600_000;

/// A spec of one file and where its codes stand.
pub(crate) struct Spec {
    pub(crate) name: String,
    pub(crate) document: Value,
    code_paths: Vec<String>,
}

impl Spec {
    /// All of them, in an order that is always the same.
    pub(crate) fn all() -> Vec<Self> {
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folders = ["../spec/apis", "specs", "../../shared/corpus"].map(|folder| package.join(folder));
        let files = folders.iter().flat_map(|folder| files(folder));
        let specs: Vec<Self> = files.filter_map(|path| Self::open(&path)).chain([Self::narrowed()]).collect();
        assert!(specs.len() > 10, "only {} specs were found", specs.len());
        specs
    }

    /// A spec of one enum per status, as no other of ours has them.
    fn narrowed() -> Self {
        let response = |codes: [&str; 3]| {
            let code = json!({"type": "string", "enum": codes});
            let schema = json!({"type": "object", "required": ["code"], "properties": {"code": code}});
            json!({"description": "", "content": {"application/json": {"schema": schema}}})
        };
        let responses = json!({
            "404": response(["NO_ORDER", "NO_CUSTOMER", "NO_ITEM"]),
            "409": response(["SHIPPED", "PAID", "RETURNED"]),
            "503": response(["BUSY", "CLOSED", "MOVING"]),
        });
        let document = json!({
            "openapi": "3.1.0",
            "info": {"title": "Narrowed", "version": "1"},
            "paths": {"/orders": {"get": {"operationId": "listOrders", "responses": responses}}},
        });
        Self { name: "narrowed".to_owned(), document, code_paths: vec!["code".to_owned()] }
    }

    /// A spec that is one file, not too large, and clear or told.
    fn open(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_string_lossy().into_owned();
        let text = fs::read_to_string(path).ok()?;
        let document: Value = serde_yaml::from_str(&text).ok()?;
        document.get("openapi")?;
        let mut options = Options::default();
        options.code_paths.extend(told(&name).iter().map(|path| (*path).to_owned()));
        let reading = read(path, &options).unwrap_or_else(|report| panic!("{report}"));
        let code_paths = reading.catalog().code_paths.clone();
        (reading.files().len() == 1).then_some(Self { name, document, code_paths })
    }

    pub(crate) fn options(&self) -> Options {
        let mut options = Options::default();
        options.code_paths.clone_from(&self.code_paths);
        options
    }

    /// The catalog of another document, read with the codes where they stand in this one.
    #[track_caller]
    pub(crate) fn read(&self, document: &Value) -> Catalog {
        self.read_text("openapi.json", &document.to_string())
    }

    #[track_caller]
    pub(crate) fn read_text(&self, name: &str, text: &str) -> Catalog {
        let reading = read_text(name, text, &self.options());
        let reading = reading.unwrap_or_else(|report| panic!("{} as {name}: {report}", self.name));
        without_fingerprint(reading.catalog().clone())
    }
}

/// Where the codes of a spec stand that does not say it clearly.
fn told(name: &str) -> &'static [&'static str] {
    match name {
        "coinbase-cdp.yaml" => &["errorType"],
        "constants-by-code.yaml" => &["code", "error.code"],
        "paypal-orders.json" => &["details[].issue"],
        "psd2-confirmation-of-funds.yaml" => &["tppMessages[].code"],
        _ => &[],
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_spec = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "yaml" || ending == "json");
    let is_small = |path: &PathBuf| fs::metadata(path).is_ok_and(|about| about.len() <= LARGEST);
    let mut files: Vec<PathBuf> = entries.filter(|path| is_spec(path) && is_small(path)).collect();
    files.retain(|path| path.file_name().is_some_and(|name| name != "expected.json"));
    files.sort();
    files
}

/// So many cases, always the same ones.
pub(crate) fn cases(number: u32) -> Config {
    Config { cases: number, failure_persistence: None, rng_seed: RngSeed::Fixed(7), ..Config::default() }
}

fn without_fingerprint(mut catalog: Catalog) -> Catalog {
    catalog.api.fingerprint.clear();
    catalog
}

/// What a catalog says, wherever it stands.
pub(crate) fn without_places(mut catalog: Catalog) -> Catalog {
    let nowhere = || Place { file: FileId::MAIN, pointer: Pointer::root() };
    for code in &mut catalog.codes {
        code.place = nowhere();
        code.evidence = Evidence::default();
    }
    for status in &mut catalog.statuses {
        status.retry_place = status.retry_place.take().map(|_| nowhere());
    }
    for response in catalog.operations.iter_mut().flat_map(|operation| &mut operation.responses) {
        response.place = nowhere();
        response.key_place = nowhere();
    }
    for envelope in &mut catalog.envelopes {
        envelope.places.clear();
    }
    for named in &mut catalog.types {
        named.place = nowhere();
    }
    without_fingerprint(catalog)
}

/// The first line in which two catalogs differ, and some around it; empty where they are the same.
pub(crate) fn difference(found: &Catalog, expected: &Catalog) -> String {
    if found == expected {
        return String::new();
    }
    let (found, expected) = (format!("{found:#?}"), format!("{expected:#?}"));
    let (found, expected): (Vec<&str>, Vec<&str>) = (found.lines().collect(), expected.lines().collect());
    let at = found.iter().zip(&expected).position(|(found, expected)| found != expected).unwrap_or_default();
    let around =
        |lines: &[&str]| lines.iter().skip(at.saturating_sub(20)).take(30).copied().collect::<Vec<_>>().join("\n");
    format!("found\n{}\ninstead of\n{}", around(&found), around(&expected))
}
