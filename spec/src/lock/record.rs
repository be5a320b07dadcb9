//! Catalog → blocks.

mod values;

use serde_json::Value;

use super::block::Block;
use super::type_text;
use crate::catalog::{
    Alert, Body, Catalog, Channel, Code, Content, EnumValue, Envelope, Field, Member, NamedType, PayloadPosition,
    PlainMember, Plan, Response, Role, Shape, Slot, Status, StatusRetry, Type, Variant,
};
use crate::keyed::Keyed;
use values::{bound, constant, field_keys, header, limit, retry, slot_name, wire};

/// The section of an API. What only an example shows is no part of it, nor are examples.
pub(super) fn record(name: &str, spec: &str, catalog: &Catalog) -> Block {
    let recorder = Recorder { catalog, bodies: body_names(&catalog.envelopes) };
    let (operations, responses) = recorder.operations();
    let declared = catalog.codes.iter().filter(|code| !code.open);
    let uncoded = catalog.statuses.iter().filter(|status| status.uncoded);
    let bodies = catalog.envelopes.iter().zip(&recorder.bodies);
    Block::new()
        .with("name", name)
        .with("spec", spec)
        .with("fingerprint", catalog.api.fingerprint.as_str())
        .with("title", catalog.api.title.as_str())
        .with("version", catalog.api.version.as_str())
        .texts("codes-at", &catalog.code_paths)
        .with("type-base", catalog.type_base.clone())
        .with("rate-limit", recorder.rate_limit())
        .list("code", declared.map(|code| recorder.code(code)).collect())
        .list("status", uncoded.map(|status| recorder.status(status)).collect())
        .list("operation", operations)
        .list("response", responses)
        .list("body", bodies.map(|(body, name)| recorder.body(body, name)).collect())
        .list("type", catalog.types.iter().map(|named| recorder.named(named)).collect())
        .list("retry", recorder.retries())
        .list("plan", recorder.plans())
}

/// A name of its own for one that has so many of the same name before it.
fn numbered(name: &str, before: usize) -> String {
    if before == 0 { name.to_owned() } else { format!("{name} #{}", before + 1) }
}

/// What envelopes are called: by their media type.
fn body_names(envelopes: &[Envelope]) -> Vec<String> {
    let names = envelopes.iter().enumerate().map(|(index, envelope)| {
        let before = envelopes.iter().take(index).filter(|it| it.media_type == envelope.media_type).count();
        numbered(&envelope.media_type, before)
    });
    names.collect()
}

struct Recorder<'c> {
    catalog: &'c Catalog,
    bodies: Vec<String>,
}

impl Recorder<'_> {
    fn ty(&self, ty: &Type) -> String {
        type_text::write(ty, &self.catalog.types)
    }

    fn body_name(&self, index: usize) -> Option<String> {
        self.bodies.get(index).cloned()
    }

    fn rate_limit(&self) -> Block {
        let headers = &self.catalog.rate_limit;
        Block::new()
            .with("limit", headers.limit.clone())
            .with("remaining", headers.remaining.clone())
            .with("reset", headers.reset.clone())
    }

    fn retries(&self) -> Vec<Value> {
        let retry =
            |it: &StatusRetry| Block::new().with("status", it.key.to_string()).with("rule", retry(&it.retry)).into();
        self.catalog.retries.iter().map(retry).collect()
    }

    fn plans(&self) -> Vec<Value> {
        let plan = |it: &Plan| {
            Block::new()
                .with("name", it.name.as_str())
                .with("per-minute", it.per_minute.map(limit))
                .with("per-day", it.per_day.map(limit))
                .into()
        };
        self.catalog.plans.iter().map(plan).collect()
    }

    fn code(&self, code: &Code) -> Value {
        let is_single = code.status.is_some_and(|status| code.statuses == [status]);
        let statuses = if is_single { &[] } else { code.statuses.as_slice() };
        let alert = match code.alert {
            Alert::None => None,
            Alert::Warn => Some("warn"),
            Alert::Page => Some("page"),
        };
        let payload = code.payload.as_ref();
        Block::new()
            .with("code", wire(&code.wire))
            .with("name", code.ident.as_str())
            .with("status", code.status)
            .list("statuses", statuses.iter().map(|status| Value::from(*status)).collect())
            .with("status-by", code.channel.map(Channel::name))
            .with("description", code.description.clone())
            .with("cause", code.cause.clone())
            .with("deprecated", code.deprecated)
            .with("alert", alert)
            .with("retry", code.retry.as_ref().map(retry))
            .with("payload", payload.map(|payload| self.ty(&payload.ty)))
            .with("payload-beside", payload.is_some_and(|payload| payload.position == PayloadPosition::Beside))
            .with("payload-optional", payload.is_some_and(|payload| !payload.required))
            .with("body", code.envelope.and_then(|index| self.body_name(index)))
            .into()
    }

    fn status(&self, status: &Status) -> Value {
        Block::new()
            .with("status", status.key.to_string())
            .with("name", status.ident.as_str())
            .with("body", status.uncoded_envelope.and_then(|index| self.body_name(index)))
            .into()
    }

    /// The operations and the distinct responses that they have. A response that many have is reviewed once.
    fn operations(&self) -> (Vec<Value>, Vec<Value>) {
        let mut names: Keyed<String, String> = Keyed::default();
        let mut counts: Keyed<String, usize> = Keyed::default();
        let (mut operations, mut responses) = (Vec::new(), Vec::new());
        for operation in &self.catalog.operations {
            let mut called = Vec::new();
            for response in &operation.responses {
                let mut block = self.response(response);
                let says = block.to_string();
                let (_, name) = names.entry(says, || {
                    let status = response.key.to_string();
                    let (_, count) = counts.entry(status.clone(), || 0);
                    let name = numbered(&status, *count);
                    *count += 1;
                    block["name"] = Value::from(name.as_str());
                    responses.push(block);
                    name
                });
                called.push(Value::from(name.as_str()));
            }
            let block = Block::new()
                .with("id", operation.id.as_str())
                .with("name", operation.ident.as_str())
                .with("method", operation.method.as_str())
                .with("path", operation.path.as_str())
                .list("responses", called);
            operations.push(block.into());
        }
        (operations, responses)
    }

    /// A response, whose name is found later.
    fn response(&self, response: &Response) -> Value {
        let codes = response.codes.iter().filter_map(|index| self.catalog.codes.get(*index));
        let bodies = response.envelopes.iter().filter_map(|index| self.body_name(*index));
        Block::new()
            .with("name", "")
            .with("status", response.key.to_string())
            .with("description", Some(response.description.as_str()).filter(|text| !text.is_empty()))
            .list("codes", codes.map(|code| wire(&code.wire)).collect())
            .with("uncoded", response.uncoded)
            .list("bodies", bodies.map(Value::from).collect())
            .list("content", response.content.iter().map(|it| self.content(it)).collect())
            .list("headers", response.headers.iter().map(header).collect())
            .into()
    }

    fn content(&self, content: &Content) -> Value {
        Block::new().with("media-type", content.media_type.as_str()).with("type", self.ty(&content.ty)).into()
    }

    fn body(&self, envelope: &Envelope, name: &str) -> Value {
        Block::new()
            .with("name", name)
            .with("media-type", envelope.media_type.as_str())
            .with("payload", envelope.body.payload)
            .list("members", self.members(&envelope.body))
            .list("plain", envelope.plain.iter().map(|it| self.plain(it)).collect())
            .into()
    }

    fn plain(&self, member: &PlainMember) -> Value {
        Block::new()
            .with("at", member.path.as_str())
            .with("type", self.ty(&member.ty))
            .with("required", member.required)
            .into()
    }

    /// As deep as the envelope is, whose depth its reader bounds.
    fn members(&self, body: &Body) -> Vec<Value> {
        body.members.iter().map(|member| self.member(member)).collect()
    }

    /// A member is exactly one of `always`, `slot`, `object`, `list` and `type`.
    fn member(&self, member: &Member) -> Value {
        let block = Block::new()
            .with("key", member.wire.as_str())
            .with("optional", !member.required)
            .with("nullable", member.nullable);
        let block = match &member.role {
            Role::Constant(value) => block.with("always", value.to_string()),
            Role::Slot(slot) => {
                let fields = match slot {
                    Slot::Details(keys) => keys.as_ref().map(field_keys),
                    Slot::Fields(keys) => Some(field_keys(keys)),
                    _ => None,
                };
                block.with("slot", slot_name(slot)).with("fields", fields)
            }
            Role::Object(body) | Role::List(body) => block.with("payload", body.payload),
            Role::Other(ty) => block.with("type", self.ty(ty)),
        };
        let block = block.list("beside", member.constants.iter().map(constant).collect());
        let block = match &member.role {
            Role::Object(body) => block.with("object", self.members(body)),
            Role::List(body) => block.with("list", self.members(body)),
            Role::Constant(_) | Role::Slot(_) | Role::Other(_) => block,
        };
        block.into()
    }

    /// A named type is exactly one of `fields`, `values` and `forms`.
    fn named(&self, named: &NamedType) -> Value {
        let block = Block::new().with("name", named.ident.as_str()).with("description", named.description.clone());
        let block = match &named.shape {
            Shape::Object(object) => {
                let others = object
                    .additional
                    .as_ref()
                    .map(|others| Block::new().with("name", others.ident.as_str()).with("type", self.ty(&others.ty)));
                let fields: Vec<Value> = object.fields.iter().map(|field| self.field(field)).collect();
                block.with("others", others).with("fields", fields)
            }
            Shape::Enum(values) => block.with("values", values.iter().map(enum_value).collect::<Vec<Value>>()),
            Shape::Union(forms) => {
                block.with("forms", forms.iter().map(|form| self.form(form)).collect::<Vec<Value>>())
            }
        };
        block.into()
    }

    fn field(&self, field: &Field) -> Value {
        Block::new()
            .with("key", field.wire.as_str())
            .with("name", field.ident.as_str())
            .with("type", self.ty(&field.ty))
            .with("optional", !field.required)
            .with("always", field.facets.constant.as_ref().map(Value::to_string))
            .with("format", field.facets.format.clone())
            .with("default", field.facets.default.as_ref().map(Value::to_string))
            .with("minimum", field.facets.minimum.as_ref().map(bound))
            .with("maximum", field.facets.maximum.as_ref().map(bound))
            .with("description", field.description.clone())
            .into()
    }

    fn form(&self, form: &Variant) -> Value {
        let mut told_by = Vec::new();
        for (key, values) in &form.tags {
            let values = values.iter().map(|value| Value::from(value.to_string())).collect();
            told_by.push(Block::new().with("key", key.as_str()).list("values", values).into());
        }
        Block::new().with("name", form.ident.as_str()).with("type", self.ty(&form.ty)).list("told-by", told_by).into()
    }
}

fn enum_value(value: &EnumValue) -> Value {
    Block::new()
        .with("value", wire(&value.wire))
        .with("name", value.ident.as_str())
        .with("description", value.description.clone())
        .into()
}
