//! Retry rules and the plans of rate limits.

use std::time::Duration;

use super::{status, wrong};
use crate::catalog::{After, Backoff, Place, Plan, Retry, RetryRule, StatusRetry};
use crate::lock::table::{Given, Table, Wrong, each, text};
use crate::surface::parse_duration;

const RULE: [&str; 4] = ["after", "default", "backoff", "attempts"];
const BACKOFF: [&str; 3] = ["initial", "factor", "max"];
const STATUS_RETRY: [&str; 2] = ["status", "rule"];
const PLAN: [&str; 3] = ["name", "per-minute", "per-day"];

pub(super) fn plan(plan: &Given<'_>) -> Result<Plan, Wrong> {
    let plan = Table::of(plan, &PLAN)?;
    let name = plan.owned("name")?;
    let limit = |key: &str| {
        let Some(digits) = plan.digits(key)? else { return Ok(None) };
        let found = || format!("the plan `{name}` allows so many requests that it is no number");
        digits.parse().map(Some).map_err(|_| plan.wrong(key, found()))
    };
    Ok(Plan { per_minute: limit("per-minute")?, per_day: limit("per-day")?, name })
}

pub(super) fn status_retry(rule: &Given<'_>) -> Result<StatusRetry, Wrong> {
    let block = Table::of(rule, &STATUS_RETRY)?;
    let key = status(&block)?;
    let rule = block.given("rule").ok_or_else(|| block.wrong("rule", format!("the retries of {key} have no rule")))?;
    Ok(StatusRetry { key, retry: retry(rule)?, place: Place::start() })
}

pub(super) fn retry(given: &Given<'_>) -> Result<Retry, Wrong> {
    match given.get_ref().as_str() {
        Some("never") => Ok(Retry::Never),
        Some(other) => Err(wrong(given, format!("a retry is `never` or has keys, not `{other}`"))),
        None => rule(given).map(Retry::Rule),
    }
}

fn rule(rule: &Given<'_>) -> Result<RetryRule, Wrong> {
    let rule = Table::of(rule, &RULE)?;
    let attempts = rule.count("attempts")?;
    if attempts == 0 {
        return Err(rule.wrong("attempts", "a retry rule has no `attempts`".to_owned()));
    }
    Ok(RetryRule {
        after: each(rule.list("after")?, after)?,
        default: duration_or_none(&rule, "default")?,
        backoff: rule.table("backoff", &BACKOFF)?.map(|it| backoff(&it)).transpose()?,
        attempts,
    })
}

fn after(given: &Given<'_>) -> Result<After, Wrong> {
    match text(given)? {
        "header" => Ok(After::Header),
        "body" => Ok(After::Body),
        "reset" => Ok(After::Reset),
        other => Err(wrong(given, format!("no wait is told by `{other}`: write `header`, `body` or `reset`"))),
    }
}

fn backoff(backoff: &Table<'_>) -> Result<Backoff, Wrong> {
    let factor = backoff.number("factor")?;
    if !(1.0..=1000.0).contains(&factor) {
        return Err(backoff.wrong("factor", format!("a wait cannot grow by {factor}: write 1 to 1000")));
    }
    let initial = backoff.made("initial", duration(backoff.text("initial")?))?;
    Ok(Backoff { initial, factor, max: duration_or_none(backoff, "max")? })
}

fn duration_or_none(of: &Table<'_>, key: &str) -> Result<Option<Duration>, Wrong> {
    of.made(key, of.text_or_none(key)?.map(duration).transpose())
}

fn duration(text: &str) -> Result<Duration, String> {
    parse_duration(text).ok_or_else(|| format!("`{text}` is no duration such as `5s`"))
}
