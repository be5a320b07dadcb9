//! Envelopes.

use super::{Restorer, json, json_or_none, wire};
use crate::catalog::{Body, Envelope, FieldKeys, Member, PlainMember, Role, Slot, TimeFormat, TimeUnit, Wire};
use crate::lock::table::{Given, Table, Wrong, each};

pub(super) const BODY: [&str; 5] = ["name", "media-type", "payload", "members", "plain"];
const PLAIN: [&str; 3] = ["at", "type", "required"];
const MEMBER: [&str; 11] =
    ["key", "optional", "nullable", "always", "slot", "fields", "type", "payload", "beside", "object", "list"];
const CONSTANT: [&str; 2] = ["code", "always"];
const FIELD_KEYS: [&str; 4] = ["path", "path-is-list", "message", "code"];

impl Restorer {
    pub(super) fn envelope(&self, body: &Given<'_>) -> Result<Envelope, Wrong> {
        let body = Table::of(body, &BODY)?;
        Ok(Envelope {
            media_type: body.owned("media-type")?,
            body: self.members(body.list("members")?, body.truth("payload")?)?,
            places: Vec::new(),
            plain: each(body.list("plain")?, |plain| self.plain(plain))?,
        })
    }

    fn plain(&self, plain: &Given<'_>) -> Result<PlainMember, Wrong> {
        let plain = Table::of(plain, &PLAIN)?;
        Ok(PlainMember { path: plain.owned("at")?, ty: self.ty(&plain, "type")?, required: plain.truth("required")? })
    }

    /// As deep as the parser of TOML reads, which is bounded.
    fn members(&self, members: &[Given<'_>], payload: bool) -> Result<Body, Wrong> {
        Ok(Body { members: each(members, |member| self.member(member))?, payload })
    }

    fn member(&self, member: &Given<'_>) -> Result<Member, Wrong> {
        let member = Table::of(member, &MEMBER)?;
        Ok(Member {
            wire: member.owned("key")?,
            required: !member.truth("optional")?,
            nullable: member.truth("nullable")?,
            role: self.role(&member)?,
            constants: each(member.list("beside")?, constant)?,
        })
    }

    fn role(&self, member: &Table<'_>) -> Result<Role, Wrong> {
        let payload = member.truth("payload")?;
        let body = |key: &str| member.list_or_none(key)?.map(|members| self.members(members, payload)).transpose();
        let roles = [
            json_or_none(member, "always")?.map(Role::Constant),
            slot(member)?.map(Role::Slot),
            body("object")?.map(Role::Object),
            body("list")?.map(Role::List),
            self.ty_or_none(member, "type")?.map(Role::Other),
        ];
        let mut roles = roles.into_iter().flatten();
        let (Some(role), None) = (roles.next(), roles.next()) else {
            let key = member.text("key")?;
            let found =
                format!("the member `{key}` needs exactly one of `always`, `slot`, `object`, `list` and `type`");
            return Err(member.wrong("key", found));
        };
        Ok(role)
    }
}

fn constant(constant: &Given<'_>) -> Result<(Wire, serde_json::Value), Wrong> {
    let constant = Table::of(constant, &CONSTANT)?;
    Ok((wire(&constant, "code")?, constant.made("always", json(constant.text("always")?))?))
}

fn slot(member: &Table<'_>) -> Result<Option<Slot>, Wrong> {
    let Some(name) = member.text_or_none("slot")? else { return Ok(None) };
    let fields = member.table("fields", &FIELD_KEYS)?.map(|fields| field_keys(&fields)).transpose()?;
    Ok(Some(match name {
        "code" => Slot::Code,
        "message" => Slot::Message,
        "details" => Slot::Details(fields),
        "fields" => {
            let found = || member.wrong("slot", "the slot `fields` has no `fields` that name its keys".to_owned());
            Slot::Fields(fields.ok_or_else(found)?)
        }
        "status" => Slot::Status,
        "request-id" => Slot::RequestId,
        "rfc3339-timestamp" => Slot::Timestamp(TimeFormat::Rfc3339),
        "epoch-seconds-timestamp" => Slot::Timestamp(TimeFormat::EpochSeconds),
        "epoch-milliseconds-timestamp" => Slot::Timestamp(TimeFormat::EpochMilliseconds),
        "retry-after-seconds" => Slot::RetryAfter(TimeUnit::Seconds),
        "retry-after-milliseconds" => Slot::RetryAfter(TimeUnit::Milliseconds),
        "title" => Slot::Title,
        "type" => Slot::Type,
        "instance" => Slot::Instance,
        other => return Err(member.wrong("slot", format!("there is no slot `{other}`"))),
    }))
}

fn field_keys(keys: &Table<'_>) -> Result<FieldKeys, Wrong> {
    Ok(FieldKeys {
        path: keys.owned("path")?,
        path_is_list: keys.truth("path-is-list")?,
        message: keys.owned("message")?,
        code: keys.owned_or_none("code")?,
    })
}
