//! Reads a body as an envelope describes it, and notes where the two do not agree.

use serde_json::{Map, Value};

use super::problem_type;
use crate::json::{At, Misfit};
use crate::table::{Api, Envelope, FieldKeys, Member, Presence, Slot};
use crate::{FieldError, Finding};

/// What a body says by one of the envelopes.
#[derive(Default)]
pub(super) struct Reading<'v> {
    /// The codes, as sent, each with the object that holds it and where that is.
    pub(super) codes: Vec<Code<'v>>,
    pub(super) message: Option<&'v str>,
    pub(super) details: Option<&'v Value>,
    /// Where details stand, or would.
    pub(super) details_path: Option<String>,
    pub(super) field_errors: Vec<FieldError>,
    pub(super) request_id: Option<&'v str>,
    pub(super) timestamp: Option<String>,
    /// In seconds.
    pub(super) retry_after: Option<f64>,
    pub(super) findings: Vec<Finding>,
    /// How many members were what the envelope says.
    pub(super) agreed: usize,
    /// How many were not.
    pub(super) disagreed: usize,
}

/// A code that was found in a body.
pub(super) struct Code<'v> {
    pub(super) text: String,
    /// Its position in the tables; `None`: unknown.
    pub(super) known: Option<usize>,
    pub(super) beside: &'v Value,
    pub(super) path: String,
}

/// What is kept of misfits and field errors: a hostile body has room for many.
const MISFITS: usize = 16;
const FIELD_ERRORS: usize = 1_000;

impl<'v> Reading<'v> {
    /// Reads a body by an envelope.
    pub(super) fn of(body: &'v Value, envelope: &'static Envelope, api: &'static Api, status: u16) -> Self {
        let mut reader = Reader { api, status, reading: Self::default() };
        reader.object(body, envelope.body, &At::ROOT);
        reader.reading
    }

    /// How well body and envelope agree: a code that is known settles it, then what is missing or wrong.
    pub(super) fn agreement(&self) -> (bool, isize) {
        let count = |number: usize| isize::try_from(number).unwrap_or(isize::MAX);
        let known = self.codes.iter().any(|code| code.known.is_some());
        (known, count(self.agreed) - count(self.disagreed).saturating_mul(2))
    }

    /// Whether everything is as the envelope says.
    pub(super) fn is_clean(&self) -> bool {
        self.disagreed == 0
    }
}

struct Reader<'v> {
    api: &'static Api,
    status: u16,
    reading: Reading<'v>,
}

impl<'v> Reader<'v> {
    fn misfit(&mut self, misfit: Misfit) {
        self.reading.disagreed += 1;
        if self.reading.findings.len() < MISFITS {
            let Misfit { path, expected, found } = misfit;
            self.reading.findings.push(Finding::Shape { path, expected, found });
        }
    }

    fn expect<T>(&mut self, read: Result<T, Misfit>) -> Option<T> {
        read.map_err(|misfit| self.misfit(misfit)).ok()
    }

    fn object(&mut self, value: &'v Value, members: &'static [Member], at: &At<'_>) {
        let found = value.as_object().ok_or_else(|| at.misfit("an object", value));
        if let Some(found) = self.expect(found) {
            for member in members {
                self.member(value, found, member, at);
            }
        }
    }

    fn member(&mut self, holder: &'v Value, found: &'v Map<String, Value>, member: &'static Member, at: &At<'_>) {
        match member.of_any_code() {
            Member::Constant(key, json) => self.constant(found.get(*key), json, &at.key(key)),
            Member::Other(key, presence, _) => {
                self.present(found.get(*key), *presence, "a value", &at.key(key));
            }
            Member::Slot(key, presence, slot) => {
                let at = at.key(key);
                if matches!(slot, Slot::Details | Slot::DetailsOrFields(_)) {
                    self.reading.details_path = Some(at.to_string());
                }
                if let Some(value) = self.present(found.get(*key), *presence, expected(*slot), &at) {
                    self.slot(*slot, value, holder, &at);
                }
            }
            Member::Object(key, presence, members) => {
                let at = at.key(key);
                if let Some(value) = self.present(found.get(*key), *presence, "an object", &at) {
                    self.object(value, members, &at);
                }
            }
            Member::List(key, presence, members) => {
                let at = at.key(key);
                if let Some(value) = self.present(found.get(*key), *presence, "a list", &at) {
                    self.list(value, members, &at);
                }
            }
            // It is read once it is known of which code it is.
            Member::Payload | Member::ByCode(..) => {}
        }
    }

    /// The value of a member that is there and not `null`.
    fn present(
        &mut self,
        value: Option<&'v Value>,
        presence: Presence,
        expected: &'static str,
        at: &At<'_>,
    ) -> Option<&'v Value> {
        let fits = match value {
            None => !presence.required,
            Some(Value::Null) => presence.nullable,
            Some(_) => true,
        };
        if !fits {
            self.misfit(misfit(at, expected, value));
        } else if value.is_some() {
            self.reading.agreed += 1;
        }
        value.filter(|value| !value.is_null())
    }

    fn constant(&mut self, value: Option<&'v Value>, json: &'static str, at: &At<'_>) {
        let fits = match (value, json) {
            (Some(Value::Null), "null") | (Some(Value::Bool(true)), "true") | (Some(Value::Bool(false)), "false") => {
                true
            }
            (Some(value), _) => serde_json::from_str::<Value>(json).is_ok_and(|constant| constant == *value),
            (None, _) => false,
        };
        if fits {
            self.reading.agreed += 1;
        } else {
            self.misfit(misfit(at, json, value));
        }
    }

    /// The first object says what there is one of; all of them have a code.
    fn list(&mut self, value: &'v Value, members: &'static [Member], at: &At<'_>) {
        let items = value.as_array().ok_or_else(|| at.misfit("a list", value));
        for (index, item) in self.expect(items).into_iter().flatten().take(FIELD_ERRORS).enumerate() {
            if index == 0 {
                self.object(item, members, &at.index(index));
            } else {
                let mut further = Reader { api: self.api, status: self.status, reading: Reading::default() };
                further.object(item, members, &at.index(index));
                let Reading { codes, findings, disagreed, .. } = further.reading;
                self.reading.codes.extend(codes);
                let room = MISFITS.saturating_sub(self.reading.findings.len());
                self.reading.findings.extend(findings.into_iter().take(room));
                self.reading.disagreed += disagreed;
            }
        }
    }

    fn slot(&mut self, slot: Slot, value: &'v Value, holder: &'v Value, at: &At<'_>) {
        match slot {
            Slot::Code => self.code(value, holder, at),
            Slot::Message => self.reading.message = self.text(value, at),
            Slot::RequestId => self.reading.request_id = self.text(value, at),
            Slot::Timestamp => self.reading.timestamp = self.text(value, at).map(str::to_owned),
            Slot::TimestampSeconds | Slot::TimestampMilliseconds => {
                self.reading.timestamp = self.number(value, at).map(|_| value.to_string());
            }
            Slot::RetryAfter => self.reading.retry_after = self.number(value, at),
            Slot::RetryAfterMilliseconds => {
                self.reading.retry_after = self.number(value, at).map(|milliseconds| milliseconds / 1_000.0);
            }
            Slot::Status => self.status(value, at),
            Slot::Title | Slot::Type | Slot::Instance => {
                self.text(value, at);
            }
            Slot::Details => self.reading.details = Some(value),
            Slot::DetailsOrFields(keys) => {
                self.reading.details = Some(value);
                self.reading.field_errors = field_errors(value, &keys).unwrap_or_default();
            }
            Slot::Fields(keys) => {
                let fields = field_errors(value, &keys).ok_or_else(|| at.misfit("a list of field errors", value));
                self.reading.field_errors = self.expect(fields).unwrap_or_default();
            }
        }
    }

    fn text(&mut self, value: &'v Value, at: &At<'_>) -> Option<&'v str> {
        self.expect(value.as_str().ok_or_else(|| at.misfit("a string", value)))
    }

    /// A number; its digits as text are taken too, and noted.
    fn number(&mut self, value: &Value, at: &At<'_>) -> Option<f64> {
        if let Some(number) = value.as_f64() {
            return Some(number);
        }
        self.misfit(at.misfit("a number", value));
        value.as_str()?.trim().parse().ok()
    }

    fn status(&mut self, value: &Value, at: &At<'_>) {
        let number = self.number(value, at);
        if number.is_some_and(|number| (number - f64::from(self.status)).abs() >= 1.0) {
            self.misfit(at.misfit("the status of the answer", value));
        }
    }

    fn code(&mut self, value: &'v Value, holder: &'v Value, at: &At<'_>) {
        let text = match value {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            _ => return self.misfit(at.misfit("a code", value)),
        };
        let codes = &self.api.codes;
        if codes.are_types() && problem_type::is_none(&text) {
            return;
        }
        let known = codes.position(&text).or_else(|| problem_type::position(codes, &text));
        if let Some(position) = known
            && self.api.codes.is_integer(position) == value.is_string()
        {
            let expected = if value.is_string() { "an integer" } else { "a string" };
            self.misfit(at.misfit(expected, value));
        }
        let path = at.outer().to_string();
        self.reading.codes.push(Code { text, known, beside: holder, path });
    }
}

/// A value that is absent, or not what it should be.
fn misfit(at: &At<'_>, expected: &'static str, value: Option<&Value>) -> Misfit {
    value.map_or_else(|| at.missing(expected), |value| at.misfit(expected, value))
}

/// What a slot holds, in words.
fn expected(slot: Slot) -> &'static str {
    match slot {
        Slot::Code => "a code",
        Slot::Details | Slot::DetailsOrFields(_) => "details",
        Slot::Fields(_) => "a list of field errors",
        Slot::Status
        | Slot::TimestampSeconds
        | Slot::TimestampMilliseconds
        | Slot::RetryAfter
        | Slot::RetryAfterMilliseconds => "a number",
        _ => "a string",
    }
}

/// A list of field errors, if it is one throughout.
pub(super) fn field_errors(value: &Value, keys: &FieldKeys) -> Option<Vec<FieldError>> {
    value.as_array()?.iter().take(FIELD_ERRORS).map(|item| field_error(item, keys)).collect()
}

fn field_error(value: &Value, keys: &FieldKeys) -> Option<FieldError> {
    let path = match value.get(keys.path)? {
        Value::String(path) => path.clone(),
        Value::Array(segments) => segments.iter().map(segment).collect::<Option<Vec<_>>>()?.join("."),
        _ => return None,
    };
    let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let code = keys.code.and_then(|key| match value.get(key)? {
        Value::Number(number) => Some(number.to_string()),
        code => code.as_str().map(str::to_owned),
    });
    Some(FieldError { path, message: text(keys.message).unwrap_or_default(), code })
}

fn segment(value: &Value) -> Option<String> {
    match value {
        Value::String(key) => Some(key.clone()),
        Value::Number(index) => Some(index.to_string()),
        _ => None,
    }
}
