//! What a body says, found in place: as a service lays it out (`laid_out.rs`), or member by member.

use super::answer::Said;
use super::given::Typed;
use super::scan::{Quoted, Scanner};
use super::span::Span;
use crate::quoted::is_plain;
use crate::table::{Envelope, FieldKeys, Member, NONE, Presence, Slot};

/// What is found in a body that agrees with its envelope in everything, by where it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found {
    pub(super) said: Said,
    pub(super) code_is_integer: bool,
    /// One of its texts has escapes.
    pub(super) has_escapes: bool,
    pub(super) details: Span,
    /// The keys, where the details can be a list of field errors.
    pub(super) keys_of_details: Option<&'static FieldKeys>,
    pub(super) fields: Span,
    pub(super) keys_of_fields: Option<&'static FieldKeys>,
    /// The object that holds the code; only if it is not laid out as a service does it.
    pub(super) beside: Span,
    /// The position of the envelope by which it was found, or [`NONE`].
    pub(super) envelope: u16,
    /// Whether the answer is of its media type.
    pub(super) typed: Typed,
}

impl Found {
    pub(super) const NOTHING: Self = Self {
        said: Said::NOTHING,
        code_is_integer: false,
        has_escapes: false,
        details: Span::NOWHERE,
        keys_of_details: None,
        fields: Span::NOWHERE,
        keys_of_fields: None,
        beside: Span::NOWHERE,
        envelope: NONE,
        typed: Typed::No,
    };

    /// Puts a string where it belongs.
    #[inline]
    pub(super) fn string(&mut self, slot: &Slot, text: Quoted) -> Option<()> {
        let said = &mut self.said;
        match slot {
            Slot::Code if text.escaped => return None,
            Slot::Code => said.code = text.span,
            Slot::Message => said.message = text.span,
            Slot::RequestId => said.request_id = text.span,
            Slot::Timestamp => said.timestamp = text.span,
            _ => return Some(()),
        }
        self.has_escapes |= text.escaped;
        Some(())
    }
}

/// Finds what a body says that agrees with an envelope; `None` if it does not, or not surely. It is put where it is read, since
/// moving so many small things that have just been written takes longer than finding some of them.
#[inline]
pub(super) fn find(body: &[u8], envelope: &'static Envelope, status: u64, found: &mut Found) -> Option<()> {
    if envelope.in_pieces.as_ref().and_then(|in_pieces| (in_pieces.find)(body, status, found)).is_some() {
        return Some(());
    }
    *found = Found::NOTHING;
    member_by_member(body, envelope, status, found)
}

/// The same of a body of any layout, with all that it holds.
pub(super) fn member_by_member(body: &[u8], envelope: &'static Envelope, status: u64, found: &mut Found) -> Option<()> {
    let mut finder = Finder { scanner: Scanner::new(body)?, status, found };
    finder.scanner.space();
    finder.object(envelope.body)?;
    finder.scanner.space();
    finder.scanner.is_done().then_some(())
}

/// Who looks for what a body says.
pub(super) struct Finder<'b, 'f> {
    pub(super) scanner: Scanner<'b>,
    /// As wide as what it is compared with.
    pub(super) status: u64,
    pub(super) found: &'f mut Found,
}

impl Finder<'_, '_> {
    /// The members of an object, in any order.
    fn object(&mut self, members: &'static [Member]) -> Option<()> {
        let start = self.scanner;
        let had_code = !self.found.said.code.is_nowhere();
        let mut seen = Seen::default();
        self.scanner.eat("{")?;
        self.scanner.space();
        if !self.scanner.eat_byte(b'}') {
            loop {
                self.member(members, &mut seen)?;
                self.scanner.space();
                if self.scanner.eat_byte(b'}') {
                    break;
                }
                self.scanner.eat(",")?;
                self.scanner.space();
            }
        }
        if !had_code && !self.found.said.code.is_nowhere() && self.found.beside.is_nowhere() {
            self.found.beside = self.scanner.since(&start);
        }
        let is_missing = |(index, member): (usize, &Member)| is_required(member) && !seen.has(index);
        (!members.iter().enumerate().any(is_missing)).then_some(())
    }

    fn member(&mut self, members: &'static [Member], seen: &mut Seen) -> Option<()> {
        self.scanner.eat("\"")?;
        let key = self.scanner.string().filter(|key| !key.escaped)?;
        let key = self.scanner.bytes(key.span);
        self.scanner.space();
        self.scanner.eat(":")?;
        self.scanner.space();
        let Some((index, member)) = seen.find(members, key) else {
            return self.scanner.value().map(|_| ());
        };
        seen.add(index)?;
        match member.of_any_code() {
            Member::Constant(_, json) => self.scanner.eat(json),
            Member::Other(_, presence, _) => self.other(*presence),
            Member::Slot(_, presence, slot) => self.slot(slot, *presence),
            Member::Object(_, presence, inner) => self.unless_null(*presence, |finder| finder.object(inner)),
            Member::List(_, presence, inner) => self.unless_null(*presence, |finder| finder.list(inner)),
            Member::Payload | Member::ByCode(..) => None,
        }
    }

    /// A list of one: what the others say is for the plain reader.
    fn list(&mut self, members: &'static [Member]) -> Option<()> {
        self.scanner.eat("[")?;
        self.scanner.space();
        self.object(members)?;
        self.scanner.space();
        self.scanner.eat("]")
    }

    fn other(&mut self, presence: Presence) -> Option<()> {
        let value = self.scanner.value()?;
        (presence.nullable || self.scanner.bytes(value) != b"null").then_some(())
    }

    fn unless_null(&mut self, presence: Presence, read: impl FnOnce(&mut Self) -> Option<()>) -> Option<()> {
        if self.scanner.peek() != Some(b'n') {
            return read(self);
        }
        self.scanner.eat("null")?;
        presence.nullable.then_some(())
    }

    pub(super) fn slot(&mut self, slot: &'static Slot, presence: Presence) -> Option<()> {
        self.unless_null(presence, |finder| match slot {
            Slot::Details => finder.scanner.value().map(|json| finder.found.details = json),
            Slot::DetailsOrFields(keys) => {
                finder.found.keys_of_details = Some(keys);
                finder.scanner.value().map(|json| finder.found.details = json)
            }
            Slot::Fields(keys) => {
                finder.found.keys_of_fields = Some(keys);
                finder.scanner.value().map(|json| finder.found.fields = json)
            }
            Slot::Status
            | Slot::TimestampSeconds
            | Slot::TimestampMilliseconds
            | Slot::RetryAfter
            | Slot::RetryAfterMilliseconds => finder.number(slot),
            Slot::Code if finder.scanner.peek() != Some(b'"') => finder.number(slot),
            _ => {
                finder.scanner.eat("\"")?;
                let text = finder.scanner.string()?;
                finder.found.string(slot, text)
            }
        })
    }

    fn number(&mut self, slot: &Slot) -> Option<()> {
        let digits = self.scanner.digits()?;
        match slot {
            Slot::Code => (self.found.said.code, self.found.code_is_integer) = (digits, true),
            Slot::Status => {
                let number =
                    self.scanner.bytes(digits).iter().fold(0, |number, digit| number * 10 + u64::from(digit - b'0'));
                return (number == self.status).then_some(());
            }
            Slot::RetryAfter => self.found.said.retry_after = digits,
            Slot::RetryAfterMilliseconds => {
                (self.found.said.retry_after, self.found.said.in_milliseconds) = (digits, true);
            }
            _ => self.found.said.timestamp = digits,
        }
        Some(())
    }
}

/// Which members of an object have been there.
#[derive(Default)]
struct Seen {
    bits: u64,
    /// Where the next one is looked for first: bodies have their members in some order.
    next: usize,
}

impl Seen {
    fn has(&self, index: usize) -> bool {
        bit(index).is_some_and(|bit| self.bits & bit != 0)
    }

    /// Of several members with one key the last counts, which is for the plain reader.
    fn add(&mut self, index: usize) -> Option<()> {
        let (before, bit) = (self.bits, bit(index)?);
        self.next = index + 1;
        self.bits |= bit;
        (before & bit == 0).then_some(())
    }

    fn find<'m>(&self, members: &'m [Member], key: &[u8]) -> Option<(usize, &'m Member)> {
        let is_it = |(_, member): &(usize, &Member)| self::key(member).is_some_and(|it| it.as_bytes() == key);
        let indexed = || members.iter().enumerate();
        indexed().skip(self.next).find(is_it).or_else(|| indexed().take(self.next).find(is_it))
    }
}

fn bit(index: usize) -> Option<u64> {
    1_u64.checked_shl(u32::try_from(index).ok()?)
}

fn key(member: &Member) -> Option<&'static str> {
    match member.of_any_code() {
        Member::Constant(key, _)
        | Member::Slot(key, ..)
        | Member::Object(key, ..)
        | Member::List(key, ..)
        | Member::Other(key, ..) => Some(key),
        Member::Payload | Member::ByCode(..) => None,
    }
}

fn is_required(member: &Member) -> bool {
    match member.of_any_code() {
        Member::Constant(..) => true,
        Member::Slot(_, presence, _)
        | Member::Object(_, presence, _)
        | Member::List(_, presence, _)
        | Member::Other(_, presence, _) => presence.required,
        Member::Payload | Member::ByCode(..) => false,
    }
}

/// Whether a body may have a code where an envelope has it. Its keys have no escapes, or it would not have been found to agree
/// with any envelope.
pub(super) fn may_have_code(body: &str, envelope: &Envelope) -> bool {
    let mut leading = envelope.body.iter().filter(|member| leads_to_code(member)).filter_map(key);
    leading.any(|key| has_key(body, key) || !is_plain(key.as_bytes()))
}

fn leads_to_code(member: &Member) -> bool {
    match member.of_any_code() {
        Member::Slot(_, _, Slot::Code) => true,
        Member::Object(_, _, inner) | Member::List(_, _, inner) => inner.iter().any(leads_to_code),
        _ => false,
    }
}

fn has_key(body: &str, key: &str) -> bool {
    let is_quote = |at: Option<usize>| at.and_then(|at| body.as_bytes().get(at)) == Some(&b'"');
    body.match_indices(key).any(|(at, _)| is_quote(at.checked_sub(1)) && is_quote(Some(at + key.len())))
}
