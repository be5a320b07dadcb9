//! The page on changes: its table is what the tool says.

use std::fs;
use std::path::Path;

use errbook_contract::Kind;

#[test]
fn every_kind_is_on_the_page_with_its_verdicts() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/diff.md");
    let page = fs::read_to_string(path).expect("the page is there");
    let rows: Vec<String> = page.lines().filter(|line| line.starts_with("| `")).map(str::to_owned).collect();
    let expected = Kind::ALL.iter().map(|kind| {
        let (services, clients) = (kind.services().name(), kind.clients().name());
        format!("| `{}` | {services} | {clients} | {} |", kind.name(), kind.reason())
    });
    assert_eq!(rows, expected.collect::<Vec<_>>());
}
