//! Entries → catalog: names become positions, and what the catalog promises of itself is checked.

mod bodies;
mod shapes;

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use serde_json::Value;

use super::entry::{
    AfterEntry, AlertEntry, ApiEntry, BackoffEntry, ChannelEntry, CodeEntry, ContentEntry, HeaderEntry, LimitEntry,
    OperationEntry, PlanEntry, ResponseEntry, RetryEntry, RetryWord, RuleEntry, StatusRetryEntry, WireEntry,
};
use super::type_text;
use crate::catalog::{
    After, Alert, Api, Backoff, Catalog, Channel, Code, Content, Envelope, Evidence, Header, NamedType, Operation,
    Payload, PayloadPosition, Place, Plan, RateLimitHeaders, Response, Retry, RetryRule, StatusKey, StatusRetry, Type,
    Wire,
};
use crate::infer::statuses;
use crate::naming;
use crate::surface::{parse_duration, status_key};

/// What is wrong, in a sentence.
pub(super) type Wrong = String;

/// The catalog that was recorded. Its places all are the beginning of the lock.
///
/// # Errors
///
/// The first thing that no catalog has, such as a name that nothing has.
pub(super) fn restore(entry: &ApiEntry) -> Result<Catalog, Wrong> {
    let restorer = Restorer {
        codes: positions(&entry.code, |code| wire(&code.code).to_string(), "codes")?,
        bodies: positions(&entry.body, |body| body.name.clone(), "bodies")?,
        types: positions(&entry.r#type, |named| named.name.clone(), "types")?,
    };
    let responses = restorer.responses(&entry.response)?;
    let types = entry.r#type.iter().map(|named| restorer.named(named)).collect::<Result<Vec<NamedType>, Wrong>>()?;
    let envelopes = entry.body.iter().map(|body| restorer.envelope(body)).collect::<Result<Vec<Envelope>, Wrong>>()?;
    let operations = entry.operation.iter().map(|it| operation(it, &responses)).collect::<Result<Vec<_>, Wrong>>()?;
    distinct(operations.iter().map(|operation| operation.ident.as_str()))?;
    let mut codes = entry.code.iter().map(|code| restorer.code(code)).collect::<Result<Vec<Code>, Wrong>>()?;
    distinct(codes.iter().map(|code| code.ident.as_str()))?;
    for (number, operation) in operations.iter().enumerate() {
        for code in operation.responses.iter().flat_map(|response| &response.codes) {
            if let Some(code) = codes.get_mut(*code).filter(|code| code.operations.last() != Some(&number)) {
                code.operations.push(number);
            }
        }
    }
    let retries = entry.retry.iter().map(status_retry).collect::<Result<Vec<_>, Wrong>>()?;
    let idents: Vec<String> = codes.iter().map(|code| code.ident.clone()).collect();
    let mut statuses = statuses::statuses(&operations, &retries, &idents);
    for recorded in &entry.status {
        let key = status(&recorded.status)?;
        let status = statuses.iter_mut().find(|status| status.key == key && status.uncoded);
        let status = status.ok_or_else(|| format!("no operation answers {key} without a code"))?;
        status.ident = ident(&recorded.name)?;
        status.uncoded_envelope = recorded.body.as_deref().map(|body| restorer.body(body)).transpose()?;
    }
    let rate_limit = entry.rate_limit.clone();
    Ok(Catalog {
        api: Api {
            title: entry.title.clone(),
            version: entry.version.clone(),
            fingerprint: fingerprint(&entry.fingerprint)?,
        },
        code_paths: entry.codes_at.clone(),
        type_base: entry.type_base.clone(),
        codes,
        statuses,
        envelopes,
        operations,
        types,
        retries,
        rate_limit: RateLimitHeaders {
            limit: rate_limit.limit,
            remaining: rate_limit.remaining,
            reset: rate_limit.reset,
        },
        plans: entry.plan.iter().map(plan).collect::<Result<_, Wrong>>()?,
    })
}

/// What the names of a section stand for.
struct Restorer {
    codes: HashMap<String, usize>,
    bodies: HashMap<String, usize>,
    types: HashMap<String, usize>,
}

impl Restorer {
    fn ty(&self, text: &str) -> Result<Type, Wrong> {
        type_text::read(text, &|name| self.types.get(name).copied()).ok_or_else(|| format!("there is no type `{text}`"))
    }

    fn body(&self, name: &str) -> Result<usize, Wrong> {
        self.bodies.get(name).copied().ok_or_else(|| format!("there is no body `{name}`"))
    }

    fn code(&self, entry: &CodeEntry) -> Result<Code, Wrong> {
        let mut statuses = entry.statuses.clone();
        statuses.extend(entry.status);
        statuses.sort_unstable();
        statuses.dedup();
        if let Some(status) = statuses.iter().find(|status| !(100..1000).contains(*status)) {
            return Err(format!("{status} is no status"));
        }
        let position = if entry.payload_beside { PayloadPosition::Beside } else { PayloadPosition::Details };
        let payload = entry.payload.as_deref().map(|ty| self.ty(ty)).transpose()?;
        Ok(Code {
            wire: wire(&entry.code),
            ident: ident(&entry.name)?,
            open: false,
            status: entry.status,
            statuses,
            channel: entry.status_by.map(channel),
            description: entry.description.clone(),
            cause: entry.cause.clone(),
            deprecated: entry.deprecated,
            payload: payload.map(|ty| Payload { ty, required: !entry.payload_optional, position }),
            retry: entry.retry.as_ref().map(retry).transpose()?,
            alert: match entry.alert {
                None => Alert::None,
                Some(AlertEntry::Warn) => Alert::Warn,
                Some(AlertEntry::Page) => Alert::Page,
            },
            operations: Vec::new(),
            envelope: entry.body.as_deref().map(|body| self.body(body)).transpose()?,
            place: Place::start(),
            evidence: Evidence::default(),
        })
    }

    /// The responses by name.
    fn responses<'e>(&self, entries: &'e [ResponseEntry]) -> Result<HashMap<&'e str, Response>, Wrong> {
        positions(entries, |entry| entry.name.clone(), "responses")?;
        entries.iter().map(|entry| Ok((entry.name.as_str(), self.response(entry)?))).collect()
    }

    fn response(&self, entry: &ResponseEntry) -> Result<Response, Wrong> {
        let code = |code: &WireEntry| {
            let code = wire(code).to_string();
            self.codes.get(&code).copied().ok_or_else(|| format!("there is no code `{code}`"))
        };
        let header = |it: &HeaderEntry| Header {
            name: it.name.clone(),
            required: !it.optional,
            description: it.description.clone(),
        };
        let content = |it: &ContentEntry| Ok(Content { media_type: it.media_type.clone(), ty: self.ty(&it.r#type)? });
        Ok(Response {
            key: status(&entry.status)?,
            description: entry.description.clone().unwrap_or_default(),
            codes: entry.codes.iter().map(code).collect::<Result<_, Wrong>>()?,
            uncoded: entry.uncoded,
            envelopes: entry.bodies.iter().map(|body| self.body(body)).collect::<Result<_, Wrong>>()?,
            content: entry.content.iter().map(content).collect::<Result<_, Wrong>>()?,
            examples: Vec::new(),
            headers: entry.headers.iter().map(header).collect(),
            key_place: Place::start(),
            place: Place::start(),
        })
    }
}

fn operation(entry: &OperationEntry, responses: &HashMap<&str, Response>) -> Result<Operation, Wrong> {
    let response =
        |name: &String| responses.get(name.as_str()).cloned().ok_or_else(|| format!("there is no response `{name}`"));
    Ok(Operation {
        id: entry.id.clone(),
        ident: ident(&entry.name)?,
        method: entry.method.clone(),
        path: entry.path.clone(),
        responses: entry.responses.iter().map(response).collect::<Result<_, Wrong>>()?,
    })
}

/// Where each of the entries stands, by what it is called.
fn positions<T>(entries: &[T], name: impl Fn(&T) -> String, what: &str) -> Result<HashMap<String, usize>, Wrong> {
    let mut positions = HashMap::new();
    for (position, entry) in entries.iter().enumerate() {
        let name = name(entry);
        if positions.contains_key(&name) {
            return Err(format!("two {what} are called `{name}`"));
        }
        positions.insert(name, position);
    }
    Ok(positions)
}

/// A name that Rust takes for one. In generated code it stands alone or behind a path.
fn ident(name: &str) -> Result<String, Wrong> {
    if naming::is_name(name) { Ok(name.to_owned()) } else { Err(format!("`{name}` is no name in Rust")) }
}

fn distinct<'n>(names: impl Iterator<Item = &'n str>) -> Result<(), Wrong> {
    let mut known = HashSet::new();
    for name in names {
        if !known.insert(name) {
            return Err(format!("`{name}` names two things"));
        }
    }
    Ok(())
}

fn fingerprint(text: &str) -> Result<String, Wrong> {
    let is_one = text.len() == 16 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if is_one { Ok(text.to_owned()) } else { Err(format!("`{text}` is no fingerprint: it has 16 digits")) }
}

fn wire(entry: &WireEntry) -> Wire {
    match entry {
        WireEntry::Text(text) => Wire::Text(text.clone()),
        WireEntry::Integer(integer) => Wire::Integer(*integer),
    }
}

fn json(text: &str) -> Result<Value, Wrong> {
    serde_json::from_str(text).map_err(|_| format!("`{text}` is no JSON"))
}

fn status(text: &str) -> Result<StatusKey, Wrong> {
    status_key(text).ok_or_else(|| format!("`{text}` is no status"))
}

fn channel(entry: ChannelEntry) -> Channel {
    match entry {
        ChannelEntry::XErrorCodes => Channel::XErrorCodes,
        ChannelEntry::Sibling => Channel::Sibling,
        ChannelEntry::Response => Channel::Response,
        ChannelEntry::Example => Channel::Example,
    }
}

fn plan(entry: &PlanEntry) -> Result<Plan, Wrong> {
    let limit = |limit: &LimitEntry| {
        let read = match limit {
            LimitEntry::Number(number) => u64::try_from(*number).ok(),
            LimitEntry::Digits(digits) => digits.parse().ok(),
        };
        read.ok_or_else(|| format!("the plan `{}` allows so many requests that it is no number", entry.name))
    };
    Ok(Plan {
        name: entry.name.clone(),
        per_minute: entry.per_minute.as_ref().map(limit).transpose()?,
        per_day: entry.per_day.as_ref().map(limit).transpose()?,
    })
}

fn status_retry(entry: &StatusRetryEntry) -> Result<StatusRetry, Wrong> {
    let rule = entry.rule.as_ref().ok_or_else(|| format!("the retries of {} have no rule", entry.status))?;
    Ok(StatusRetry { key: status(&entry.status)?, retry: retry(rule)?, place: Place::start() })
}

fn retry(entry: &RetryEntry) -> Result<Retry, Wrong> {
    match entry {
        RetryEntry::Word(RetryWord::Never) => Ok(Retry::Never),
        RetryEntry::Rule(entry) => rule(entry).map(Retry::Rule),
    }
}

fn rule(entry: &RuleEntry) -> Result<RetryRule, Wrong> {
    let after = |after: &AfterEntry| match after {
        AfterEntry::Header => After::Header,
        AfterEntry::Body => After::Body,
        AfterEntry::Reset => After::Reset,
    };
    let backoff = |entry: &BackoffEntry| {
        if !(1.0..=1000.0).contains(&entry.factor) {
            return Err(format!("a wait cannot grow by {}: write 1 to 1000", entry.factor));
        }
        let max = entry.max.as_deref().map(duration).transpose()?;
        Ok(Backoff { initial: duration(&entry.initial)?, factor: entry.factor, max })
    };
    if entry.attempts == 0 {
        return Err("a retry rule has no `attempts`".to_owned());
    }
    Ok(RetryRule {
        after: entry.after.iter().map(after).collect(),
        default: entry.default.as_deref().map(duration).transpose()?,
        backoff: entry.backoff.as_ref().map(backoff).transpose()?,
        attempts: entry.attempts,
    })
}

fn duration(text: &str) -> Result<Duration, Wrong> {
    parse_duration(text).ok_or_else(|| format!("`{text}` is no duration such as `5s`"))
}
