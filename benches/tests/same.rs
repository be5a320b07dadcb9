//! The large spec says the same in JSON and in YAML.

use errbook_spec::{Catalog, Options, read};

#[test]
fn json_and_yaml_of_a_large_spec_give_the_same() {
    let Some(specs) = errbook_benches::reading::large_specs() else { return };
    let [json, yaml]: [Catalog; 2] = specs.map(|spec| {
        let reading = read(&spec, &Options::default()).unwrap_or_else(|report| unreachable!("{report}"));
        let mut catalog = reading.catalog().clone();
        // It depends on every byte of the file.
        catalog.api.fingerprint.clear();
        catalog
    });
    assert!(json.operations.len() > 100 && json.statuses.len() > 5);
    assert!(json == yaml, "they differ");
}
