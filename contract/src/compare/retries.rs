//! Whether and when to try again: the rules of statuses, and those that codes have of their own.

use std::collections::BTreeSet;

use errbook_spec::{Catalog, Code, Place, Retry, StatusKey};

use super::changes::Changes;
use super::{Between, describe};
use crate::{Change, Kind, Side, Topic};

pub(super) fn compare(between: &Between<'_>, changes: &mut Changes) {
    let (old, new) = (between.old, between.new);
    for pair in &between.codes.pairs {
        let (was, is) = (&old.codes[pair.old], &new.codes[pair.new]);
        if was.retry != is.retry {
            let change = change(of_code(old, was), of_code(new, is), Topic::Code, is.wire.to_string());
            let place = is.evidence.retry.as_ref().unwrap_or(&is.place);
            changes.extend(change.map(|change| change.at(Side::New, place)));
        }
    }
    let keys: BTreeSet<StatusKey> = old.retries.iter().chain(&new.retries).map(|it| it.key).collect();
    for key in keys {
        if own(old, key).map(|(rule, _)| rule) != own(new, key).map(|(rule, _)| rule) {
            let change = change(of_status(old, key), of_status(new, key), Topic::Status, key.to_string());
            let here = own(new, key).map(|(_, place)| (Side::New, place));
            let place = here.or_else(|| own(old, key).map(|(_, place)| (Side::Old, place)));
            changes.extend(change.zip(place).map(|(change, (side, place))| change.at(side, place)));
        }
    }
}

/// The rule that is written for a key, and where.
fn own(catalog: &Catalog, key: StatusKey) -> Option<(&Retry, &Place)> {
    catalog.retries.iter().find(|rule| rule.key == key).map(|rule| (&rule.retry, &rule.place))
}

/// The rule that counts for a key: its own, that of its class, that of all.
fn of_status(catalog: &Catalog, key: StatusKey) -> Option<&Retry> {
    let class = match key {
        StatusKey::Exact(status) => u8::try_from(status / 100).ok().map(StatusKey::Range),
        StatusKey::Range(_) | StatusKey::Default => None,
    };
    let mut keys = [Some(key), class, Some(StatusKey::Default)].into_iter().flatten();
    keys.find_map(|key| own(catalog, key)).map(|(rule, _)| rule)
}

fn of_code<'c>(catalog: &'c Catalog, code: &'c Code) -> Option<&'c Retry> {
    let status = code.status.or(code.statuses.first().copied());
    code.retry.as_ref().or_else(|| of_status(catalog, StatusKey::Exact(status?)))
}

/// What a client does otherwise, if it does anything.
fn change(was: Option<&Retry>, is: Option<&Retry>, topic: Topic, name: String) -> Option<Change> {
    let kind = match (tries_again(was), tries_again(is)) {
        (false, false) => return None,
        (true, true) if was == is => return None,
        (true, true) => Kind::WaitChanged,
        (false, true) => Kind::MadeRetryable,
        (true, false) => Kind::MadeNonRetryable,
    };
    Some(Change::new(kind, topic, name).was(describe::retry(was)).is(describe::retry(is)))
}

fn tries_again(retry: Option<&Retry>) -> bool {
    matches!(retry, Some(Retry::Rule(rule)) if rule.attempts > 1)
}
