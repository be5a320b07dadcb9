//! Generates what the benchmarks of the runtime measure: the errors of an API, and enums of codes with their peers.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// How many codes the enums have.
const SIZES: [usize; 4] = [11, 50, 250, 2_000];

fn main() -> errbook_build::Result {
    let folder = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let specs = SIZES.map(|size| {
        let codes: Vec<String> = (0..size).map(code).collect();
        write(&folder.join(format!("peers_{size}.rs")), &peers(&codes));
        let path = folder.join(format!("codes_{size}.json"));
        write(&path, &spec(&codes));
        path
    });
    errbook_build::configure().compile(&specs)?;
    errbook_build::configure().compile(&["../spec/apis/refcampaign.yaml", "../spec/apis/trackagoat.yaml"])
}

fn write(path: &Path, text: &str) {
    fs::write(path, text).unwrap_or_else(|error| println!("cargo::error={}: {error}", path.display()));
}

/// Codes such as APIs have: of several words, many with the same beginning or end, of 8 to 40 letters.
fn code(position: usize) -> String {
    const SUBJECTS: [&str; 13] = [
        "ACCOUNT",
        "API_KEY",
        "CARD",
        "CUSTOMER",
        "INVOICE",
        "ORDER",
        "PAYMENT_METHOD",
        "REFUND",
        "SHIPPING_ADDRESS",
        "SUBSCRIPTION",
        "TAX_ID",
        "USER",
        "WEBHOOK_ENDPOINT",
    ];
    const FAULTS: [&str; 17] = [
        "ALREADY_EXISTS",
        "CANCELLED",
        "CLOSED",
        "DECLINED",
        "EXPIRED",
        "INVALID",
        "LIMIT_EXCEEDED",
        "LOCKED",
        "MISSING",
        "NOT_FOUND",
        "NOT_SUPPORTED",
        "PENDING",
        "REQUIRED",
        "SUSPENDED",
        "TOO_LONG",
        "UNAUTHORIZED",
        "UNKNOWN",
    ];
    let (subject, fault) = (SUBJECTS[position % SUBJECTS.len()], FAULTS[position % FAULTS.len()]);
    // Both lists together give 221 pairs.
    match position / (SUBJECTS.len() * FAULTS.len()) {
        0 => format!("{subject}_{fault}"),
        round => format!("{subject}_{fault}_IN_REGION_{round}"),
    }
}

fn spec(codes: &[String]) -> String {
    let codes = codes.join(r#"",""#);
    format!(
        r#"{{"openapi":"3.0.3","info":{{"title":"Codes","version":"1"}},"paths":{{"/":{{"get":{{"responses":{{"400":{{
        "description":"Wrong","content":{{"application/json":{{"schema":{{"type":"object","required":["code"],
        "properties":{{"code":{{"type":"string","enum":["{codes}"]}}}}}}}}}}}}}}}}}}}}}}"#
    )
}

/// The same codes as a `match`, a perfect hash of phf's, and an enum of strum's.
fn peers(codes: &[String]) -> String {
    let mut text = String::new();
    let mut arms = String::new();
    let mut variants = String::new();
    let mut map = phf_codegen::Map::new();
    for (position, code) in codes.iter().enumerate() {
        let _ = writeln!(arms, "        {code:?} => {position},");
        let _ = writeln!(variants, "    #[strum(serialize = {code:?})]\n    V{position},");
        map.entry(code.as_str(), position.to_string());
    }
    let _ = writeln!(
        text,
        "#[inline(never)]\npub(crate) fn matched(text: &str) -> Option<u16> {{\n    Some(match text {{\n{arms}        _ => return None,\n    }})\n}}"
    );
    let _ = writeln!(text, "pub(crate) static PHF: phf::Map<&'static str, u16> = {};", map.build());
    let _ = writeln!(
        text,
        "#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumString)]\npub(crate) enum Strum {{\n{variants}}}"
    );
    text
}
