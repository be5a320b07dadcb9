//! What an error says beside its code: only what its body has a place for.

use crate::derived::contract::{Contract, Operation};
use crate::derived::emits::Emit;
use crate::derived::sender::Sender;
use crate::derived::sentence::Sentence;
use crate::table::{Member, NONE, Slot};

/// What an attribute says that not every body has a place for.
#[derive(Debug, Clone, Copy)]
pub enum Given {
    /// `code`, beside `status`.
    Code,
    /// `details`
    Details,
    /// `fields`
    Fields,
    /// `request_id`
    RequestId,
    /// `timestamp`
    Timestamp,
    /// `title`
    Title,
    /// `instance`
    Instance,
    /// `rate_limit`
    RateLimit,
}

/// That the body of an error, or the headers of the API, have a place for something that is given.
#[track_caller]
pub const fn check_slot(sender: &Sender, variant: usize, given: Given) {
    let Sender { contract, operation, .. } = sender;
    let emit = sender.at(variant);
    let Some(envelope) = envelope(contract, operation.as_ref(), emit) else { return };
    if matches!(given, Given::Code) && !contract.api.codes.wire.is_empty() {
        return;
    }
    if matches!(given, Given::RateLimit) {
        let names = &contract.api.rate_limit;
        if names.limit.is_none() && names.remaining.is_none() && names.reset.is_none() {
            Sentence::new("this API documents no header for `rate_limit`: remove it").fail();
        }
        return;
    }
    if envelope == NONE {
        let sentence = subject(Sentence::new(""), contract, emit).then(" is documented without a body: remove ");
        sentence.name(given.attribute()).fail();
    }
    if !has_slot(contract, envelope, given) {
        let sentence = subject(Sentence::new("the body of "), contract, emit).then(" has no place for ");
        let sentence = sentence.name(given.attribute());
        let has_details = matches!(given, Given::Fields) && has_slot(contract, envelope, Given::Details);
        let instead = if has_details { ": write `details = …` instead" } else { ": remove it" };
        sentence.then(instead).fail();
    }
}

/// That something is exposed which would be hidden otherwise.
#[track_caller]
pub const fn check_expose(sender: &Sender, variant: usize) {
    let Sender { contract, operation, .. } = sender;
    let emit = sender.at(variant);
    if envelope(contract, operation.as_ref(), emit).is_none() {
        return;
    }
    let status = match emit {
        Emit::Code(code) => contract.sent_with(operation.as_ref(), code).0,
        Emit::Status(status) => status,
        _ => return,
    };
    if status < 500 {
        let sentence = subject(Sentence::new("`expose` has no effect: "), contract, emit);
        let sentence = match emit {
            Emit::Code(_) => sentence.then(" is sent with status ").number(status as usize).then(", and only"),
            _ => sentence.then(" is sent with its message, as only"),
        };
        sentence.then(" a 5xx keeps its message to itself: remove `expose`").fail();
    }
}

/// The position of the body of an error; `None` for an error that another check refuses.
const fn envelope(contract: &Contract, operation: Option<&Operation>, emit: Emit) -> Option<u16> {
    if !contract.served {
        return None;
    }
    match emit {
        Emit::Code(NONE) => None,
        Emit::Code(code) => Some(contract.sent_with(operation, code).1),
        Emit::Status(status) => match contract.uncoded(operation, status) {
            Some(documented) => Some(documented.envelope),
            None => None,
        },
        _ => None,
    }
}

const fn subject(sentence: Sentence, contract: &Contract, emit: Emit) -> Sentence {
    match emit {
        Emit::Code(code) => sentence.then("error code ").name(contract.wire(code)),
        Emit::Status(status) => sentence.then("status ").number(status as usize),
        _ => sentence,
    }
}

/// Whether a body has a slot of a kind.
pub(in crate::derived) const fn has_slot(contract: &Contract, envelope: u16, wanted: Given) -> bool {
    let envelopes = contract.api.envelopes;
    (envelope as usize) < envelopes.len() && any(envelopes[envelope as usize].body, wanted)
}

const fn any(members: &[Member], wanted: Given) -> bool {
    let mut position = 0;
    while position < members.len() {
        let mut member = &members[position];
        while let Member::ByCode(_, of_any_code) = member {
            member = of_any_code;
        }
        match member {
            Member::Slot(_, _, slot) if wanted.fits(slot) => return true,
            Member::Object(_, _, inner) | Member::List(_, _, inner) if any(inner, wanted) => return true,
            _ => position += 1,
        }
    }
    false
}

impl Given {
    const fn attribute(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Details => "details",
            Self::Fields => "fields",
            Self::RequestId => "request_id",
            Self::Timestamp => "timestamp",
            Self::Title => "title",
            Self::Instance => "instance",
            Self::RateLimit => "rate_limit",
        }
    }

    const fn fits(self, slot: &Slot) -> bool {
        match self {
            Self::Code => matches!(slot, Slot::Code),
            Self::Details => matches!(slot, Slot::Details | Slot::DetailsOrFields(_)),
            Self::Fields => matches!(slot, Slot::Fields(_)),
            Self::RequestId => matches!(slot, Slot::RequestId),
            Self::Timestamp => {
                matches!(slot, Slot::Timestamp | Slot::TimestampSeconds | Slot::TimestampMilliseconds)
            }
            Self::Title => matches!(slot, Slot::Title),
            Self::Instance => matches!(slot, Slot::Instance),
            Self::RateLimit => false,
        }
    }
}
