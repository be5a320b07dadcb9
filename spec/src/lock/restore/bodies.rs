//! Envelopes.

use super::{Restorer, Wrong, json, wire};
use crate::catalog::{Body, Envelope, FieldKeys, Member, PlainMember, Role, Slot, TimeFormat, TimeUnit};
use crate::lock::entry::{BodyEntry, ConstantEntry, FieldKeysEntry, MemberEntry, SlotEntry};

impl Restorer {
    pub(super) fn envelope(&self, entry: &BodyEntry) -> Result<Envelope, Wrong> {
        let body = self.members(&entry.members, entry.payload)?;
        let plain = entry
            .plain
            .iter()
            .map(|it| Ok(PlainMember { path: it.at.clone(), ty: self.ty(&it.r#type)?, required: it.required }));
        let plain = plain.collect::<Result<_, Wrong>>()?;
        Ok(Envelope { media_type: entry.media_type.clone(), body, places: Vec::new(), plain })
    }

    /// As deep as the parser of TOML reads, which is bounded.
    fn members(&self, entries: &[MemberEntry], payload: bool) -> Result<Body, Wrong> {
        let members = entries.iter().map(|member| self.member(member)).collect::<Result<_, Wrong>>()?;
        Ok(Body { members, payload })
    }

    fn member(&self, entry: &MemberEntry) -> Result<Member, Wrong> {
        let roles = [
            entry.always.as_deref().map(|value| json(value).map(Role::Constant)),
            entry.slot.map(|kind| slot(kind, entry.fields.as_ref()).map(Role::Slot)),
            entry.object.as_deref().map(|members| self.members(members, entry.payload).map(Role::Object)),
            entry.list.as_deref().map(|members| self.members(members, entry.payload).map(Role::List)),
            entry.r#type.as_deref().map(|ty| self.ty(ty).map(Role::Other)),
        ];
        let mut roles = roles.into_iter().flatten();
        let (Some(role), None) = (roles.next(), roles.next()) else {
            return Err(format!(
                "the member `{}` needs exactly one of `always`, `slot`, `object`, `list` and `type`",
                entry.key
            ));
        };
        let constant = |it: &ConstantEntry| Ok((wire(&it.code), json(&it.always)?));
        Ok(Member {
            wire: entry.key.clone(),
            required: !entry.optional,
            nullable: entry.nullable,
            role: role?,
            constants: entry.beside.iter().map(constant).collect::<Result<_, Wrong>>()?,
        })
    }
}

fn slot(kind: SlotEntry, fields: Option<&FieldKeysEntry>) -> Result<Slot, Wrong> {
    Ok(match kind {
        SlotEntry::Code => Slot::Code,
        SlotEntry::Message => Slot::Message,
        SlotEntry::Details => Slot::Details(fields.map(field_keys)),
        SlotEntry::Fields => match fields {
            Some(keys) => Slot::Fields(field_keys(keys)),
            None => return Err("the slot `fields` has no `fields` that name its keys".to_owned()),
        },
        SlotEntry::Status => Slot::Status,
        SlotEntry::RequestId => Slot::RequestId,
        SlotEntry::Rfc3339Timestamp => Slot::Timestamp(TimeFormat::Rfc3339),
        SlotEntry::EpochSecondsTimestamp => Slot::Timestamp(TimeFormat::EpochSeconds),
        SlotEntry::EpochMillisecondsTimestamp => Slot::Timestamp(TimeFormat::EpochMilliseconds),
        SlotEntry::RetryAfterSeconds => Slot::RetryAfter(TimeUnit::Seconds),
        SlotEntry::RetryAfterMilliseconds => Slot::RetryAfter(TimeUnit::Milliseconds),
        SlotEntry::Title => Slot::Title,
        SlotEntry::Type => Slot::Type,
        SlotEntry::Instance => Slot::Instance,
    })
}

fn field_keys(entry: &FieldKeysEntry) -> FieldKeys {
    FieldKeys {
        path: entry.path.clone(),
        path_is_list: entry.path_is_list,
        message: entry.message.clone(),
        code: entry.code.clone(),
    }
}
