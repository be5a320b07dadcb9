//! Bodies that no example shows, written member by member as the envelope lists them.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use errbook_spec::{
    After, Body, Catalog, Code, Envelope, Member, PayloadPosition, Retry, Role, Slot, TimeFormat, Wire,
};
use http::StatusCode;
use serde_json::{Map, Value, json};

use super::case::covers;
use super::moment::{Moment, rfc3339};
use super::prefer::Wait;
use super::sample::Samples;
use super::slots::DEEPEST;
use super::waiting::{wait, waits};

const NO_TYPE: &str = "about:blank";

/// What a body depends on.
pub(super) struct Builder<'b> {
    pub(super) catalog: &'b Catalog,
    pub(super) code: Option<&'b Code>,
    pub(super) status: u16,
    pub(super) rule: Option<&'b Retry>,
    pub(super) moment: &'b Moment,
}

/// The members of an object, and whether they say something that is particular to this error: an optional object that
/// does not is left out.
type Said = (Map<String, Value>, bool);

impl Builder<'_> {
    /// A body that has what every body of the envelope has, and what is known of the error.
    pub(super) fn value(&self, envelope: &Envelope) -> Value {
        self.object(&envelope.body, DEEPEST).0.into()
    }

    fn object(&self, body: &Body, levels: usize) -> Said {
        let (mut object, mut said) = (Map::new(), false);
        let Some(levels) = levels.checked_sub(1) else { return (object, said) };
        for member in &body.members {
            let constant = self.code.and_then(|code| member.constants.iter().find(|(of, _)| *of == code.wire));
            let (value, says) = match &member.role {
                _ if constant.is_some() => (constant.map(|(_, value)| value.clone()), false),
                Role::Constant(value) => (Some(value.clone()), false),
                Role::Slot(slot) => self.slot(slot, member),
                Role::Object(body) => nested(member, self.object(body, levels), Value::from),
                Role::List(body) => nested(member, self.object(body, levels), |object| json!([object])),
                Role::Other(ty) => (member.required.then(|| self.samples().of(ty)), false),
            };
            object.extend(value.map(|value| (member.wire.clone(), value)));
            said |= says;
        }
        if let Some(Value::Object(payload)) = self.payload(PayloadPosition::Beside).filter(|_| body.payload) {
            said |= !payload.is_empty();
            for (key, value) in payload {
                object.entry(key).or_insert(value);
            }
        }
        (object, said)
    }

    /// What a slot has of this error; else, where it is required, what is honest.
    fn slot(&self, slot: &Slot, member: &Member) -> (Option<Value>, bool) {
        let known = self.known(slot);
        let says = known.is_some();
        (known.or_else(|| member.required.then(|| self.filled(slot, member))), says)
    }

    fn known(&self, slot: &Slot) -> Option<Value> {
        match slot {
            Slot::Code => self.code.map(|code| match &code.wire {
                Wire::Text(text) => text.as_str().into(),
                Wire::Integer(integer) => (*integer).into(),
            }),
            Slot::Message => Some(self.message().into()),
            Slot::Status => Some(self.status.into()),
            Slot::Details(_) => self.payload(PayloadPosition::Details),
            Slot::RetryAfter(unit) => match self.moment.wait {
                Some(Wait::Seconds(seconds)) => Some(wait(seconds, *unit)),
                Some(Wait::Untold) => None,
                None => waits(self.rule, After::Body).then(|| wait(1, *unit)),
            },
            _ => None,
        }
    }

    fn filled(&self, slot: &Slot, member: &Member) -> Value {
        match slot {
            Slot::Timestamp(format) => timestamp(self.moment.now, *format),
            Slot::RequestId => format!("req_{:016x}", self.moment.request).into(),
            Slot::RetryAfter(unit) => wait(1, *unit),
            Slot::Title => self.title().into(),
            Slot::Type => NO_TYPE.into(),
            _ if member.nullable => Value::Null,
            Slot::Code if member.wire == "type" => NO_TYPE.into(),
            Slot::Code => snake_case(self.reason()).into(),
            Slot::Fields(_) | Slot::Details(Some(_)) => json!([]),
            Slot::Details(None) => json!({}),
            Slot::Message | Slot::Status | Slot::Instance => "".into(),
        }
    }

    /// What the code carries, where every body with that code has it.
    fn payload(&self, position: PayloadPosition) -> Option<Value> {
        let payload = self.code.and_then(|code| code.payload.as_ref());
        let here = payload.filter(|payload| payload.required && payload.position == position);
        here.map(|payload| self.samples().of(&payload.ty))
    }

    fn samples(&self) -> Samples<'_> {
        Samples { catalog: self.catalog, now: self.moment.now }
    }

    /// What the spec says of the code, else of the status.
    fn message(&self) -> &str {
        let of_code = self.code.and_then(|code| code.description.as_deref());
        let mut statuses = self.catalog.statuses.iter().filter(|it| covers(it.key, self.status));
        let of_status = || statuses.find(|it| !it.description.is_empty()).map(|it| it.description.as_str());
        of_code.or_else(of_status).unwrap_or_else(|| self.reason())
    }

    fn title(&self) -> &str {
        let first_line = self.code.and_then(|code| code.description.as_deref()?.lines().next());
        first_line.unwrap_or_else(|| self.reason())
    }

    fn reason(&self) -> &'static str {
        let status = StatusCode::from_u16(self.status).ok();
        status.and_then(|status| status.canonical_reason()).unwrap_or("Error")
    }
}

/// A member that is left out if it is optional and says nothing.
fn nested(
    member: &Member,
    (object, said): Said,
    value: impl FnOnce(Map<String, Value>) -> Value,
) -> (Option<Value>, bool) {
    ((said || member.required).then(|| value(object)), said)
}

fn timestamp(now: SystemTime, format: TimeFormat) -> Value {
    let since = now.duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
    match format {
        TimeFormat::Rfc3339 => rfc3339(now).into(),
        TimeFormat::EpochSeconds => since.as_secs().into(),
        TimeFormat::EpochMilliseconds => u64::try_from(since.as_millis()).unwrap_or(u64::MAX).into(),
    }
}

/// `unprocessable_entity`.
fn snake_case(phrase: &str) -> String {
    let letters = phrase.chars().filter(|it| *it != '\'');
    letters.map(|it| if it.is_ascii_alphanumeric() { it.to_ascii_lowercase() } else { '_' }).collect()
}
