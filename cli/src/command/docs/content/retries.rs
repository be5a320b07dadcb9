//! When to try again, in words.

use std::time::Duration;

use errbook_spec::{After, Backoff, Catalog, Code, Retry, StatusKey};

use super::super::anchors::Anchors;
use super::super::page::{Block, Inline, Kind, Mark, Section, Table, code, joined, text};
use super::{codes, members};

/// So many waits are written out.
const MOST_WAITS: u32 = 6;

/// All rules in one place.
pub(super) fn section(catalog: &Catalog, anchors: &Anchors, anchor: String) -> Section {
    let mut section = Section::new(Kind::Part, anchor, vec![text("When to try again")]);
    let mut table = Table::new("When to try again", &["Error", "Try again"]);
    for (index, code) in catalog.codes.iter().enumerate().filter(|(_, code)| code.retry.is_some()) {
        table.push([vec![codes::link(catalog, anchors, index)], words(catalog, code.retry.as_ref())]);
    }
    let has_own = !table.rows.is_empty();
    for rule in &catalog.retries {
        let other = if has_own { "any other " } else { "any " };
        let name = vec![text(other), Inline::Mark(Mark::Status(rule.key.to_string()))];
        table.push([name, words(catalog, Some(&rule.retry))]);
    }
    if table.rows.is_empty() {
        return section;
    }
    let advice = "No other error is worth another try: something has to change first. What the server says of waiting goes \
                  before any wait that is published here; where it says nothing, wait a little longer or shorter by chance, so \
                  that not all clients come back at once.";
    section.blocks.extend(table.block());
    section.blocks.push(Block::Paragraph(vec![text(advice)]));
    section
}

/// The rule of a code: its own, else those of its statuses, each with the statuses that it is for where they differ.
pub(super) fn of_code(catalog: &Catalog, code: &Code) -> Vec<Inline> {
    if code.retry.is_some() {
        return words(catalog, code.retry.as_ref());
    }
    let mut rules: Vec<(Option<&Retry>, Vec<String>)> = Vec::new();
    for status in &code.statuses {
        let rule = of_status(catalog, StatusKey::Exact(*status));
        match rules.iter_mut().find(|(known, _)| *known == rule) {
            Some((_, statuses)) => statuses.push(status.to_string()),
            None => rules.push((rule, vec![status.to_string()])),
        }
    }
    match rules.as_slice() {
        [] => words(catalog, None),
        [(rule, _)] => words(catalog, *rule),
        several => {
            let each = several.iter().map(|(rule, statuses)| {
                let mut part = vec![text(format!("{}: ", statuses.join(", ")))];
                part.extend(words(catalog, *rule));
                part
            });
            joined(each, &Inline::Break)
        }
    }
}

/// The most exact rule for a status.
pub(super) fn of_status(catalog: &Catalog, key: StatusKey) -> Option<&Retry> {
    let covers = |rule: StatusKey| match (rule, key) {
        (StatusKey::Range(class), StatusKey::Exact(status)) => u16::from(class) == status / 100,
        (StatusKey::Default, _) => true,
        (rule, key) => rule == key,
    };
    let rules = catalog.retries.iter().filter(|it| covers(it.key));
    rules.min_by_key(|it| it.key).map(|it| &it.retry)
}

/// What a caller does by the rule: `After …, else …`, by what applies.
pub(super) fn words(catalog: &Catalog, retry: Option<&Retry>) -> Vec<Inline> {
    let Some(Retry::Rule(rule)) = retry.filter(|retry| matches!(retry, Retry::Rule(rule) if rule.attempts > 1)) else {
        return vec![text("No.")];
    };
    let mut waits: Vec<Vec<Inline>> = rule.after.iter().map(|place| vec![told(catalog, *place)]).collect();
    let is_bound = rule.default.is_none() && rule.backoff.is_none();
    match (rule.default, &rule.backoff) {
        (Some(default), _) => waits.push(vec![text(duration(default))]),
        (None, Some(backoff)) => waits.push(vec![text(self::waits(backoff, rule.attempts - 1))]),
        (None, None) => {}
    }
    let (before, after) = match (waits.is_empty(), is_bound) {
        (true, _) => ("At once", ""),
        (false, true) => ("Only if ", " says when"),
        (false, false) => ("After ", ""),
    };
    let mut words = vec![text(before)];
    words.extend(joined(waits, &text(", else ")));
    words.push(text(format!("{after}; {} tries in all.", rule.attempts)));
    words
}

/// Where the server says how long.
fn told(catalog: &Catalog, place: After) -> Inline {
    match place {
        After::Header => code("Retry-After"),
        After::Body => members::retry_after(catalog).map_or_else(|| text("what the body says"), code),
        After::Reset => catalog.rate_limit.reset.as_ref().map_or_else(|| text("the reset of the rate limit"), code),
    }
}

/// The waits after each failed try: all of them, or the first and the longest.
fn waits(backoff: &Backoff, count: u32) -> String {
    let mut each = Vec::new();
    let mut next = backoff.initial.as_secs_f64();
    let longest = backoff.max.map_or(f64::INFINITY, |max| max.as_secs_f64());
    for _ in 0..count.min(MOST_WAITS) {
        // A wait that no clock can count is not written out.
        let Ok(wait) = Duration::try_from_secs_f64(next.min(longest)) else { break };
        each.push(duration(wait));
        next *= backoff.factor;
    }
    let all = each.join(", ");
    match backoff.max {
        _ if count <= MOST_WAITS => all,
        Some(max) => format!("{all} and so on, {} at most", duration(max)),
        None => format!("{all} and so on"),
    }
}

fn duration(duration: Duration) -> String {
    let milliseconds = duration.as_millis();
    match milliseconds {
        it if it == 0 || it % 1_000 != 0 => format!("{it} ms"),
        it if it % 3_600_000 == 0 => format!("{} h", it / 3_600_000),
        it if it % 60_000 == 0 => format!("{} min", it / 60_000),
        it => format!("{} s", it / 1_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_have_the_unit_that_people_would_say() {
        for (milliseconds, said) in
            [(0, "0 ms"), (250, "250 ms"), (1_500, "1500 ms"), (90_000, "90 s"), (60_000, "1 min")]
        {
            assert_eq!(duration(Duration::from_millis(milliseconds)), said);
        }
        assert_eq!(duration(Duration::from_secs(7_200)), "2 h");
    }
}
