//! What is said of the changes between two contracts.

#![allow(clippy::panic)] // It is tests that fail by it.

mod affiliate;
mod edit;
mod others;
mod page;
mod plain;
mod published;
mod publishing;
mod refcampaign;
mod several;
mod trackagoat;

use std::sync::LazyLock;

use edit::{Outcome, said};
use errbook_contract::{Change, Kind};

/// Edits of the five specs, and of specs that others published, each in its own idiom.
static OUTCOMES: LazyLock<Vec<Outcome>> = LazyLock::new(|| {
    let ours = [affiliate::CASES, plain::CASES, publishing::CASES, refcampaign::CASES, trackagoat::CASES];
    let cases = ours.into_iter().chain([published::cases()]);
    cases.flatten().map(Outcome::of).collect()
});

#[test]
fn one_fact_is_one_change_in_each_idiom() {
    assert!(OUTCOMES.len() >= 60);
    let mut wrong = Vec::new();
    for Outcome { case, changes, .. } in &*OUTCOMES {
        let found: Vec<String> = changes.iter().map(|(change, _)| said(change)).collect();
        if found != case.changes {
            wrong.push(format!("{:?}\n  gives {found:#?}\n  instead of {:#?}", case.edits, case.changes));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a change becomes when it is taken back.
fn taken_back(kind: Kind) -> Vec<Kind> {
    const PAIRS: [(Kind, Kind); 19] = [
        (Kind::CodeAdded, Kind::CodeRemoved),
        (Kind::CodeDeprecated, Kind::CodeUndeprecated),
        (Kind::MadeRetryable, Kind::MadeNonRetryable),
        (Kind::OperationAdded, Kind::OperationRemoved),
        (Kind::CodeAddedToOperation, Kind::CodeRemovedFromOperation),
        (Kind::CodeStatusAdded, Kind::CodeStatusRemoved),
        (Kind::PrimaryStatusDeclared, Kind::PrimaryStatusWithdrawn),
        (Kind::StatusAdded, Kind::StatusRemoved),
        (Kind::UncodedAdded, Kind::UncodedRemoved),
        (Kind::HeaderAdded, Kind::HeaderRemoved),
        (Kind::HeaderRequired, Kind::HeaderOptional),
        (Kind::BodyAdded, Kind::BodyRemoved),
        (Kind::FieldAdded, Kind::FieldRemoved),
        (Kind::RequiredFieldAdded, Kind::FieldRemoved),
        (Kind::FieldRequired, Kind::FieldOptional),
        (Kind::FieldNullable, Kind::FieldNotNullable),
        (Kind::ValueAdded, Kind::ValueRemoved),
        (Kind::FormAdded, Kind::FormRemoved),
        (Kind::PlanAdded, Kind::PlanRemoved),
    ];
    let pairs = PAIRS.into_iter().chain(PAIRS.map(|(left, right)| (right, left)));
    let others: Vec<Kind> = pairs.filter(|(from, _)| *from == kind).map(|(_, to)| to).collect();
    if others.is_empty() { vec![kind] } else { others }
}

#[test]
fn what_is_taken_back_is_mirrored() {
    for Outcome { case, changes, taken_back: back } in &*OUTCOMES {
        assert_eq!(changes.len(), back.len(), "{:?}: {back:#?}", case.edits);
        let is_mirrored = |change: &Change| {
            back.iter().any(|it| {
                taken_back(change.kind).contains(&it.kind) && (&it.old, &it.new) == (&change.new, &change.old)
            })
        };
        assert!(changes.iter().all(|(change, _)| is_mirrored(change)), "{:?}: {back:#?}", case.edits);
    }
}

#[test]
fn every_change_has_a_place() {
    for (change, line) in OUTCOMES.iter().flat_map(|outcome| &outcome.changes) {
        // Plans have none.
        let is_of_plan = matches!(change.kind, Kind::PlanAdded | Kind::PlanRemoved | Kind::PlanChanged);
        assert!(line.is_some_and(|line| line > 1) || is_of_plan, "{change:#?}: {line:?}");
    }
}
