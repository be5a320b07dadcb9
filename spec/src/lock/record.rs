//! Catalog → entries.

mod values;

use std::collections::HashMap;

use serde_json::Value;

use super::entry::{
    AlertEntry, ApiEntry, BodyEntry, CodeEntry, ContentEntry, FieldEntry, FormEntry, MemberEntry, OperationEntry,
    OthersEntry, PlainEntry, PlanEntry, RateLimitEntry, ResponseEntry, StatusEntry, StatusRetryEntry, TagEntry,
    TypeEntry, ValueEntry,
};
use super::type_text;
use crate::catalog::{
    Alert, Body, Catalog, Code, Content, Envelope, Field, Member, NamedType, PayloadPosition, PlainMember, Response,
    Role, Shape, Slot, Status, Type, Variant,
};
use values::{bound, channel, constant, field_keys, header, limit, retry, slot_entry, wire};

/// The section of an API. What only an example shows is no part of it, nor are examples.
pub(super) fn record(name: &str, spec: &str, catalog: &Catalog) -> ApiEntry {
    let recorder = Recorder { catalog, bodies: body_names(&catalog.envelopes) };
    let (operation, response) = recorder.operations();
    let declared = catalog.codes.iter().filter(|code| !code.open);
    let uncoded = catalog.statuses.iter().filter(|status| status.uncoded);
    ApiEntry {
        name: name.to_owned(),
        spec: spec.to_owned(),
        fingerprint: catalog.api.fingerprint.clone(),
        title: catalog.api.title.clone(),
        version: catalog.api.version.clone(),
        codes_at: catalog.code_paths.clone(),
        type_base: catalog.type_base.clone(),
        rate_limit: RateLimitEntry {
            limit: catalog.rate_limit.limit.clone(),
            remaining: catalog.rate_limit.remaining.clone(),
            reset: catalog.rate_limit.reset.clone(),
        },
        code: declared.map(|code| recorder.code(code)).collect(),
        status: uncoded.map(|status| recorder.status(status)).collect(),
        operation,
        response,
        body: catalog.envelopes.iter().zip(&recorder.bodies).map(|(body, name)| recorder.body(body, name)).collect(),
        r#type: catalog.types.iter().map(|named| recorder.named(named)).collect(),
        retry: catalog
            .retries
            .iter()
            .map(|it| StatusRetryEntry { status: it.key.to_string(), rule: Some(retry(&it.retry)) })
            .collect(),
        plan: catalog
            .plans
            .iter()
            .map(|it| PlanEntry {
                name: it.name.clone(),
                per_minute: it.per_minute.map(limit),
                per_day: it.per_day.map(limit),
            })
            .collect(),
    }
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

    fn code(&self, code: &Code) -> CodeEntry {
        let is_single = code.status.is_some_and(|status| code.statuses == [status]);
        let payload = code.payload.as_ref();
        CodeEntry {
            code: wire(&code.wire),
            name: code.ident.clone(),
            status: code.status,
            statuses: if is_single { Vec::new() } else { code.statuses.clone() },
            status_by: code.channel.map(channel),
            description: code.description.clone(),
            cause: code.cause.clone(),
            deprecated: code.deprecated,
            alert: match code.alert {
                Alert::None => None,
                Alert::Warn => Some(AlertEntry::Warn),
                Alert::Page => Some(AlertEntry::Page),
            },
            retry: code.retry.as_ref().map(retry),
            payload: payload.map(|payload| self.ty(&payload.ty)),
            payload_beside: payload.is_some_and(|payload| payload.position == PayloadPosition::Beside),
            payload_optional: payload.is_some_and(|payload| !payload.required),
            body: code.envelope.and_then(|index| self.body_name(index)),
        }
    }

    fn status(&self, status: &Status) -> StatusEntry {
        StatusEntry {
            status: status.key.to_string(),
            name: status.ident.clone(),
            body: status.uncoded_envelope.and_then(|index| self.body_name(index)),
        }
    }

    /// The operations and the distinct responses that they have. A response that many have is reviewed once.
    fn operations(&self) -> (Vec<OperationEntry>, Vec<ResponseEntry>) {
        let (mut names, mut counts) = (HashMap::new(), HashMap::new());
        let mut responses = Vec::new();
        let operations = self.catalog.operations.iter().map(|operation| {
            let name = |response: &Response| {
                let entry = self.response(response);
                let name = names.entry(format!("{entry:?}")).or_insert_with(|| {
                    let count: &mut usize = counts.entry(response.key).or_default();
                    let name = numbered(&entry.status, *count);
                    *count += 1;
                    responses.push(ResponseEntry { name: name.clone(), ..entry });
                    name
                });
                name.clone()
            };
            OperationEntry {
                id: operation.id.clone(),
                name: operation.ident.clone(),
                method: operation.method.clone(),
                path: operation.path.clone(),
                responses: operation.responses.iter().map(name).collect(),
            }
        });
        (operations.collect(), responses)
    }

    fn response(&self, response: &Response) -> ResponseEntry {
        let codes = response.codes.iter().filter_map(|index| self.catalog.codes.get(*index));
        ResponseEntry {
            name: String::new(),
            status: response.key.to_string(),
            description: Some(response.description.clone()).filter(|text| !text.is_empty()),
            codes: codes.map(|code| wire(&code.wire)).collect(),
            uncoded: response.uncoded,
            bodies: response.envelopes.iter().filter_map(|index| self.body_name(*index)).collect(),
            content: response.content.iter().map(|it| self.content(it)).collect(),
            headers: response.headers.iter().map(header).collect(),
        }
    }

    fn content(&self, content: &Content) -> ContentEntry {
        ContentEntry { media_type: content.media_type.clone(), r#type: self.ty(&content.ty) }
    }

    fn body(&self, envelope: &Envelope, name: &str) -> BodyEntry {
        BodyEntry {
            name: name.to_owned(),
            media_type: envelope.media_type.clone(),
            payload: envelope.body.payload,
            members: self.members(&envelope.body),
            plain: envelope.plain.iter().map(|it| self.plain(it)).collect(),
        }
    }

    fn plain(&self, member: &PlainMember) -> PlainEntry {
        PlainEntry { at: member.path.clone(), r#type: self.ty(&member.ty), required: member.required }
    }

    /// As deep as the envelope is, whose depth its reader bounds.
    fn members(&self, body: &Body) -> Vec<MemberEntry> {
        body.members.iter().map(|member| self.member(member)).collect()
    }

    fn member(&self, member: &Member) -> MemberEntry {
        let entry = MemberEntry {
            key: member.wire.clone(),
            optional: !member.required,
            nullable: member.nullable,
            beside: member.constants.iter().map(constant).collect(),
            ..MemberEntry::default()
        };
        match &member.role {
            Role::Constant(value) => MemberEntry { always: Some(value.to_string()), ..entry },
            Role::Slot(slot) => {
                let fields = match slot {
                    Slot::Details(keys) => keys.as_ref().map(field_keys),
                    Slot::Fields(keys) => Some(field_keys(keys)),
                    _ => None,
                };
                MemberEntry { slot: Some(slot_entry(slot)), fields, ..entry }
            }
            Role::Object(body) => MemberEntry { object: Some(self.members(body)), payload: body.payload, ..entry },
            Role::List(body) => MemberEntry { list: Some(self.members(body)), payload: body.payload, ..entry },
            Role::Other(ty) => MemberEntry { r#type: Some(self.ty(ty)), ..entry },
        }
    }

    fn named(&self, named: &NamedType) -> TypeEntry {
        let entry =
            TypeEntry { name: named.ident.clone(), description: named.description.clone(), ..TypeEntry::default() };
        match &named.shape {
            Shape::Object(object) => TypeEntry {
                fields: Some(object.fields.iter().map(|field| self.field(field)).collect()),
                others: object
                    .additional
                    .as_ref()
                    .map(|others| OthersEntry { name: others.ident.clone(), r#type: self.ty(&others.ty) }),
                ..entry
            },
            Shape::Enum(values) => {
                let values = values.iter().map(|value| ValueEntry {
                    value: wire(&value.wire),
                    name: value.ident.clone(),
                    description: value.description.clone(),
                });
                TypeEntry { values: Some(values.collect()), ..entry }
            }
            Shape::Union(forms) => {
                TypeEntry { forms: Some(forms.iter().map(|form| self.form(form)).collect()), ..entry }
            }
        }
    }

    fn field(&self, field: &Field) -> FieldEntry {
        FieldEntry {
            key: field.wire.clone(),
            name: field.ident.clone(),
            r#type: self.ty(&field.ty),
            optional: !field.required,
            always: field.facets.constant.as_ref().map(Value::to_string),
            format: field.facets.format.clone(),
            default: field.facets.default.as_ref().map(Value::to_string),
            minimum: field.facets.minimum.as_ref().map(bound),
            maximum: field.facets.maximum.as_ref().map(bound),
            description: field.description.clone(),
        }
    }

    fn form(&self, form: &Variant) -> FormEntry {
        let told_by = form
            .tags
            .iter()
            .map(|(key, values)| TagEntry { key: key.clone(), values: values.iter().map(Value::to_string).collect() });
        FormEntry { name: form.ident.clone(), r#type: self.ty(&form.ty), told_by: told_by.collect() }
    }
}
