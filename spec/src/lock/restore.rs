//! Blocks → catalog: names become positions, and what the catalog promises of itself is checked.

mod bodies;
mod shapes;
mod values;

use indexmap::IndexSet;
use serde_json::Value;

use super::table::{Given, Table, Wrong, each, integer, mistyped, small, text};
use super::type_text;
use crate::catalog::{
    Alert, Api, Catalog, Channel, Code, Content, Evidence, Header, Operation, Payload, PayloadPosition, Place,
    RateLimitHeaders, Response, Status, StatusKey, Type, Wire,
};
use crate::infer::{names, statuses};
use crate::keyed::Keyed;
use crate::naming;
use crate::order;
use crate::surface::status_key;
use values::{plan, retry, status_retry};

const SECTION: [&str; 16] = [
    "name",
    "spec",
    "fingerprint",
    "title",
    "version",
    "codes-at",
    "type-base",
    "rate-limit",
    "code",
    "status",
    "operation",
    "response",
    "body",
    "type",
    "retry",
    "plan",
];
const RATE_LIMIT: [&str; 3] = ["limit", "remaining", "reset"];
const CODE: [&str; 14] = [
    "code",
    "name",
    "status",
    "statuses",
    "status-by",
    "description",
    "cause",
    "deprecated",
    "alert",
    "retry",
    "payload",
    "payload-beside",
    "payload-optional",
    "body",
];
const STATUS: [&str; 3] = ["status", "name", "body"];
const OPERATION: [&str; 5] = ["id", "name", "method", "path", "responses"];
const RESPONSE: [&str; 8] = ["name", "status", "description", "codes", "uncoded", "bodies", "content", "headers"];
const CONTENT: [&str; 2] = ["media-type", "type"];
const HEADER: [&str; 3] = ["name", "optional", "description"];

/// A section: its name, the spec, and the catalog that was recorded, whose places all are the beginning of the lock.
///
/// # Errors
///
/// The first thing that no catalog has, such as a name that nothing has; a section that is called as one of these is.
pub(super) fn restore(section: &Given<'_>, others: &[String]) -> Result<(String, String, Catalog), Wrong> {
    let section = Table::of(section, &SECTION)?;
    let (name, spec) = (section.owned("name")?, section.owned("spec")?);
    if name.is_empty() || others.contains(&name) {
        return Err(section.wrong("name", format!("two APIs are called `{name}`, or one is called nothing")));
    }
    let catalog = catalog(&section);
    let catalog = catalog.map_err(|wrong| Wrong { found: format!("`{name}`: {}", wrong.found), ..wrong })?;
    Ok((name, spec, catalog))
}

fn catalog(section: &Table<'_>) -> Result<Catalog, Wrong> {
    let restorer = Restorer {
        codes: positions(section.list("code")?, &CODE, "code", "codes")?,
        bodies: positions(section.list("body")?, &bodies::BODY, "name", "bodies")?,
        types: positions(section.list("type")?, &shapes::TYPE, "name", "types")?,
    };
    let responses = restorer.responses(section.list("response")?)?;
    let operations = each(section.list("operation")?, |it| operation(it, &responses))?;
    let mut codes = each(section.list("code")?, |code| restorer.code(code))?;
    distinct(section.list("operation")?.iter())?;
    distinct(section.list("code")?.iter())?;
    for (number, operation) in operations.iter().enumerate() {
        for code in operation.responses.iter().flat_map(|response| &response.codes) {
            if let Some(code) = codes.get_mut(*code).filter(|code| code.operations.last() != Some(&number)) {
                code.operations.push(number);
            }
        }
    }
    let retries = each(section.list("retry")?, status_retry)?;
    let idents: Vec<String> = codes.iter().map(|code| code.ident.clone()).collect();
    let mut statuses = statuses::statuses(&operations, &retries, &idents);
    each(section.list("status")?, |recorded| restorer.status(recorded, &mut statuses))?;
    Ok(Catalog {
        api: Api {
            title: section.owned("title")?,
            version: section.owned("version")?,
            fingerprint: section.made("fingerprint", fingerprint(section.text("fingerprint")?))?,
        },
        code_paths: section.texts("codes-at")?,
        type_base: section.owned_or_none("type-base")?,
        codes,
        statuses,
        envelopes: each(section.list("body")?, |body| restorer.envelope(body))?,
        operations,
        types: each(section.list("type")?, |named| restorer.named(named))?,
        retries,
        rate_limit: rate_limit(section)?,
        plans: each(section.list("plan")?, plan)?,
    })
}

/// Has codes called by other names.
///
/// # Errors
///
/// What a lock with these names would be refused for.
pub(super) fn rename(catalog: &mut Catalog, renames: &[(String, String)]) -> Result<(), String> {
    for code in &mut catalog.codes {
        if let Some((_, name)) = renames.iter().find(|(wire, _)| *wire == code.wire.to_string()) {
            code.ident = ident(name)?;
        }
    }
    let idents: Vec<String> = catalog.codes.iter().map(|code| code.ident.clone()).collect();
    let mut known: IndexSet<&str> = IndexSet::new();
    if let Some(twice) = idents.iter().find(|ident| !known.insert(ident)) {
        return Err(format!("`{twice}` names two things"));
    }
    // The names of the others were published.
    for status in catalog.statuses.iter_mut().filter(|status| !status.uncoded) {
        status.ident = names::status(status.key, &idents);
    }
    Ok(())
}

/// What the names of a section stand for.
struct Restorer {
    codes: Keyed<String, usize>,
    bodies: Keyed<String, usize>,
    types: Keyed<String, usize>,
}

impl Restorer {
    fn ty_of(&self, text: &str) -> Result<Type, String> {
        type_text::read(text, &|name| self.types.get(name).copied()).ok_or_else(|| format!("there is no type `{text}`"))
    }

    fn ty(&self, of: &Table<'_>, key: &str) -> Result<Type, Wrong> {
        of.made(key, self.ty_of(of.text(key)?))
    }

    fn ty_or_none(&self, of: &Table<'_>, key: &str) -> Result<Option<Type>, Wrong> {
        of.made(key, of.text_or_none(key)?.map(|ty| self.ty_of(ty)).transpose())
    }

    fn body(&self, name: &str) -> Result<usize, String> {
        self.bodies.get(name).copied().ok_or_else(|| format!("there is no body `{name}`"))
    }

    fn body_or_none(&self, of: &Table<'_>, key: &str) -> Result<Option<usize>, Wrong> {
        of.made(key, of.text_or_none(key)?.map(|body| self.body(body)).transpose())
    }

    fn code(&self, code: &Given<'_>) -> Result<Code, Wrong> {
        let code = Table::of(code, &CODE)?;
        let status = code.small("status")?;
        let position = if code.truth("payload-beside")? { PayloadPosition::Beside } else { PayloadPosition::Details };
        let required = !code.truth("payload-optional")?;
        let payload = self.ty_or_none(&code, "payload")?;
        Ok(Code {
            wire: wire(&code, "code")?,
            ident: name(&code)?,
            open: false,
            status,
            statuses: code_statuses(&code, status)?,
            channel: channel(&code)?,
            description: code.owned_or_none("description")?,
            cause: code.owned_or_none("cause")?,
            deprecated: code.truth("deprecated")?,
            payload: payload.map(|ty| Payload { ty, required, position }),
            retry: code.given("retry").map(retry).transpose()?,
            alert: alert(&code)?,
            operations: Vec::new(),
            envelope: self.body_or_none(&code, "body")?,
            place: Place::start(),
            evidence: Evidence::default(),
        })
    }

    /// What a status that can come without a code is called, and which body it has then.
    fn status(&self, recorded: &Given<'_>, statuses: &mut [Status]) -> Result<(), Wrong> {
        let recorded = Table::of(recorded, &STATUS)?;
        let key = status(&recorded)?;
        let Some(status) = statuses.iter_mut().find(|status| status.key == key && status.uncoded) else {
            return Err(recorded.wrong("status", format!("no operation answers {key} without a code")));
        };
        status.ident = name(&recorded)?;
        status.uncoded_envelope = self.body_or_none(&recorded, "body")?;
        Ok(())
    }

    /// The responses by name.
    fn responses<'t>(&self, responses: &'t [Given<'t>]) -> Result<Keyed<String, Response>, Wrong> {
        let positions = positions(responses, &RESPONSE, "name", "responses")?;
        let mut named = Keyed::default();
        for (name, position) in positions.iter() {
            let response = self.response(&responses[*position])?;
            named.entry(name.clone(), || response);
        }
        Ok(named)
    }

    fn response(&self, response: &Given<'_>) -> Result<Response, Wrong> {
        let response = Table::of(response, &RESPONSE)?;
        let code = |given: &Given<'_>| {
            let code = wire_of(given)?.to_string();
            self.codes.get(&code).copied().ok_or_else(|| wrong(given, format!("there is no code `{code}`")))
        };
        Ok(Response {
            key: status(&response)?,
            description: response.owned("description")?,
            codes: each(response.list("codes")?, code)?,
            uncoded: response.truth("uncoded")?,
            envelopes: each(response.list("bodies")?, |body| {
                self.body(text(body)?).map_err(|found| wrong(body, found))
            })?,
            content: each(response.list("content")?, |content| self.content(content))?,
            examples: Vec::new(),
            headers: each(response.list("headers")?, header)?,
            key_place: Place::start(),
            place: Place::start(),
        })
    }

    fn content(&self, content: &Given<'_>) -> Result<Content, Wrong> {
        let content = Table::of(content, &CONTENT)?;
        Ok(Content { media_type: content.owned("media-type")?, ty: self.ty(&content, "type")? })
    }
}

fn operation(operation: &Given<'_>, responses: &Keyed<String, Response>) -> Result<Operation, Wrong> {
    let operation = Table::of(operation, &OPERATION)?;
    let response = |given: &Given<'_>| {
        let name = text(given)?;
        responses.get(name).cloned().ok_or_else(|| wrong(given, format!("there is no response `{name}`")))
    };
    Ok(Operation {
        id: operation.owned("id")?,
        ident: name(&operation)?,
        method: operation.owned("method")?,
        path: operation.owned("path")?,
        responses: each(operation.list("responses")?, response)?,
    })
}

fn header(header: &Given<'_>) -> Result<Header, Wrong> {
    let header = Table::of(header, &HEADER)?;
    Ok(Header {
        name: header.owned("name")?,
        required: !header.truth("optional")?,
        description: header.owned_or_none("description")?,
    })
}

fn rate_limit(section: &Table<'_>) -> Result<RateLimitHeaders, Wrong> {
    let Some(headers) = section.table("rate-limit", &RATE_LIMIT)? else { return Ok(RateLimitHeaders::default()) };
    Ok(RateLimitHeaders {
        limit: headers.owned_or_none("limit")?,
        remaining: headers.owned_or_none("remaining")?,
        reset: headers.owned_or_none("reset")?,
    })
}

/// Where each of the blocks stands, by what it is called.
fn positions(list: &[Given<'_>], known: &[&str], key: &str, what: &str) -> Result<Keyed<String, usize>, Wrong> {
    let mut positions = Keyed::default();
    for (position, block) in list.iter().enumerate() {
        let block = Table::of(block, known)?;
        let name = wire(&block, key)?.to_string();
        if positions.position(&name).is_some() {
            return Err(block.wrong(key, format!("two {what} are called `{name}`")));
        }
        positions.entry(name, || position);
    }
    Ok(positions)
}

fn wrong(given: &Given<'_>, found: String) -> Wrong {
    Wrong { at: given.span().start, found }
}

/// The name of a block.
fn name(of: &Table<'_>) -> Result<String, Wrong> {
    of.made("name", ident(of.text("name")?))
}

/// A name that Rust takes for one. In generated code it stands alone or behind a path.
fn ident(name: &str) -> Result<String, String> {
    if naming::is_name(name) { Ok(name.to_owned()) } else { Err(format!("`{name}` is no name in Rust")) }
}

/// That no two of these blocks have one name.
fn distinct<'t>(blocks: impl Iterator<Item = &'t Given<'t>>) -> Result<(), Wrong> {
    let mut known: IndexSet<&str> = IndexSet::new();
    for name in blocks.filter_map(|block| block.get_ref().get("name")) {
        let text = text(name)?;
        if !known.insert(text) {
            return Err(wrong(name, format!("`{text}` names two things")));
        }
    }
    Ok(())
}

fn fingerprint(text: &str) -> Result<String, String> {
    let is_one = text.len() == 16 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if is_one { Ok(text.to_owned()) } else { Err(format!("`{text}` is no fingerprint: it has 16 digits")) }
}

fn wire(of: &Table<'_>, key: &str) -> Result<Wire, Wrong> {
    of.given(key).map_or_else(|| Ok(Wire::Text(String::new())), wire_of)
}

fn wire_of(given: &Given<'_>) -> Result<Wire, Wrong> {
    let text = given.get_ref().as_str().map(|text| Wire::Text(text.to_owned()));
    let wire = text.or_else(|| integer(given).map(Wire::Integer));
    wire.ok_or_else(|| mistyped(given, "text or a number"))
}

fn json(text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|_| format!("`{text}` is no JSON"))
}

fn json_or_none(of: &Table<'_>, key: &str) -> Result<Option<Value>, Wrong> {
    of.made(key, of.text_or_none(key)?.map(json).transpose())
}

fn status(of: &Table<'_>) -> Result<StatusKey, Wrong> {
    let text = of.text("status")?;
    status_key(text).ok_or_else(|| of.wrong("status", format!("`{text}` is no status")))
}

/// The statuses of a code, ascending, the primary one among them.
fn code_statuses(code: &Table<'_>, primary: Option<u16>) -> Result<Vec<u16>, Wrong> {
    let mut statuses = each(code.list("statuses")?, small)?;
    statuses.extend(primary);
    let statuses = order::set(statuses);
    match statuses.iter().find(|status| !(100..1000).contains(*status)) {
        Some(status) => Err(code.wrong("status", format!("{status} is no status"))),
        None => Ok(statuses),
    }
}

fn channel(code: &Table<'_>) -> Result<Option<Channel>, Wrong> {
    let Some(name) = code.text_or_none("status-by")? else { return Ok(None) };
    let mut all = [Channel::XErrorCodes, Channel::Sibling, Channel::Response, Channel::Example].into_iter();
    let channel = all.find(|channel| channel.name() == name);
    channel.map(Some).ok_or_else(|| code.wrong("status-by", format!("no status is known by `{name}`")))
}

fn alert(code: &Table<'_>) -> Result<Alert, Wrong> {
    match code.text_or_none("alert")? {
        None => Ok(Alert::None),
        Some("warn") => Ok(Alert::Warn),
        Some("page") => Ok(Alert::Page),
        Some(other) => Err(code.wrong("alert", format!("an alert is `warn` or `page`, not `{other}`"))),
    }
}
