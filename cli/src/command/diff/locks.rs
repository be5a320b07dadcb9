//! Two locks: the changes of each API that both have.

use std::fmt::Write as _;

use errbook_contract::Release;
use serde_json::{Value, json};

use super::{Compared, json, markdown, text};
use crate::rows::visible;

/// What changed between two locks.
pub(super) struct Locks<'c> {
    /// The APIs that are no longer there, and those that were not.
    pub(super) removed: Vec<String>,
    pub(super) added: Vec<String>,
    pub(super) compared: Vec<(&'c str, Compared<'c>)>,
}

impl Locks<'_> {
    /// What the worst of the changes asks for; an API that is gone breaks everybody.
    pub(super) fn release(&self) -> Release {
        let releases = self.compared.iter().map(|(_, compared)| compared.release);
        let removed = self.removed.iter().map(|_| Release::Major);
        let added = self.added.iter().map(|_| Release::Minor);
        releases.chain(removed).chain(added).max().unwrap_or(Release::Patch)
    }

    pub(super) fn text(&self) -> String {
        let mut all = self.came_and_went("", "");
        for (name, compared) in &self.compared {
            let _ = write!(all, "{}:\n{}", visible(name), text::text(compared));
        }
        all
    }

    pub(super) fn markdown(&self) -> String {
        let mut all = self.came_and_went("* `", "`");
        for (name, compared) in &self.compared {
            let gap = if all.is_empty() { "" } else { "\n" };
            let _ = write!(all, "{gap}## `{}`\n\n{}", visible(name).replace('`', "'"), markdown::markdown(compared));
        }
        all
    }

    pub(super) fn json(&self) -> String {
        let apis = self.compared.iter().map(|(name, compared)| {
            let mut document = json::document(compared);
            document["name"] = Value::from(*name);
            document
        });
        let document = json!({
            "apis": apis.collect::<Vec<_>>(),
            "added": self.added,
            "removed": self.removed,
            "release": self.release().name(),
        });
        format!("{document:#}\n")
    }

    fn came_and_went(&self, before: &str, after: &str) -> String {
        let line = |name: &String, what| format!("{before}{}{after}: {what}\n", visible(name));
        let removed = self.removed.iter().map(|name| line(name, "no longer locked; breaks services and clients"));
        removed.chain(self.added.iter().map(|name| line(name, "locked since"))).collect()
    }
}
