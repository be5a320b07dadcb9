//! What the parts of the page are linked by.

use std::collections::HashSet;

use errbook_spec::Catalog;

/// Anchors, no two of them alike. That of a code is its wire value, with `-` for blanks: whoever knows the code knows the
/// link, and no other code ever changes it. All else gives way to codes.
#[derive(Debug)]
pub(super) struct Anchors {
    taken: HashSet<String>,
    codes: Vec<String>,
    statuses: Vec<String>,
    types: Vec<String>,
}

impl Anchors {
    pub(super) fn of(catalog: &Catalog) -> Self {
        let mut anchors = Self { taken: HashSet::new(), codes: Vec::new(), statuses: Vec::new(), types: Vec::new() };
        anchors.codes = catalog.codes.iter().map(|code| anchors.claim(&code.wire.to_string())).collect();
        anchors.statuses = catalog.statuses.iter().map(|it| anchors.claim(&format!("status-{}", it.key))).collect();
        anchors.types = catalog.types.iter().map(|it| anchors.claim(&format!("type-{}", it.ident))).collect();
        anchors
    }

    pub(super) fn code(&self, index: usize) -> &str {
        self.codes.get(index).map_or("", String::as_str)
    }

    pub(super) fn status(&self, index: usize) -> &str {
        self.statuses.get(index).map_or("", String::as_str)
    }

    pub(super) fn ty(&self, index: usize) -> &str {
        self.types.get(index).map_or("", String::as_str)
    }

    /// The anchor of something else that is called so, unless that is taken.
    pub(super) fn claim(&mut self, name: &str) -> String {
        let plain: String =
            name.chars().map(|it| if it.is_whitespace() || it.is_control() { '-' } else { it }).collect();
        let plain = if plain.is_empty() { "empty".to_owned() } else { plain };
        let mut anchor = plain.clone();
        // Each one that is taken was claimed before, so this ends.
        let mut number = 1;
        while !self.taken.insert(anchor.clone()) {
            number += 1;
            anchor = format!("{plain}-{number}");
        }
        anchor
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPEC: &str = "openapi: 3.0.3
info: {title: Shop, version: '1'}
paths:
  /a:
    get:
      responses:
        '404':
          description: None
          content: {application/json: {schema: {type: object, properties: {code: {type: string, enum: [status-404, codes, A B]}}}}}
";

    #[test]
    fn codes_go_before_what_would_be_called_as_they_are() {
        let reading =
            errbook_spec::read_text("a.yaml", SPEC, &errbook_spec::Options::default()).expect("it is well-formed");
        let mut anchors = Anchors::of(reading.catalog());
        let codes: Vec<&str> = (0..3).map(|index| anchors.code(index)).collect();
        assert_eq!(codes, ["status-404", "codes", "A-B"]);
        assert_eq!(anchors.status(0), "status-404-2");
        assert_eq!(anchors.claim("codes"), "codes-2");
    }
}
