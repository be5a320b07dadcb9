//! The contract of one API as derives see it. Everything here is found by hash and without comparing strings: constant
//! evaluation takes about a microsecond per compared byte, and a service has hundreds of variants.

use http::StatusCode;

use crate::table::{Api, Key, NONE, Status};

/// What derives check errors against: the API's tables, and those that only derives need.
#[derive(Debug)]
pub struct Contract {
    /// The tables by which errors are written and read.
    pub api: &'static Api,
    /// The operations that document errors.
    pub operations: Operations,
    /// The codes with a payload, in the order of the codes.
    pub payloads: &'static [Carried],
    /// Whether a service sends it; a module that was generated for a client alone has no `ApiError`.
    pub served: bool,
}

/// The operations of an API, as parallel arrays in the order of the spec.
#[derive(Debug)]
pub struct Operations {
    /// What identifies each.
    pub ids: &'static [&'static str],
    /// The hash of each identifier with the operation's position, sorted by hash.
    pub index: &'static [(u64, u16)],
    /// The errors that each documents.
    pub errors: &'static [Documents],
}

/// No errors.
pub const NOTHING: Documents = Documents { codes: &[], uncoded: &[] };

/// No operations.
pub const NO_OPERATIONS: Operations = Operations { ids: &[], index: &[], errors: &[] };

/// The errors that an operation documents.
#[derive(Debug, Clone, Copy)]
pub struct Documents {
    /// The position of each code, ascending, with its status and the position of its body.
    pub codes: &'static [(u16, u16, u16)],
    /// The key of each status that comes without a code, with the position of its body.
    pub uncoded: &'static [(Key, u16)],
}

/// An operation of an API.
#[derive(Debug, Clone, Copy)]
pub struct Operation {
    /// What identifies it.
    pub id: &'static str,
    /// The errors that it documents.
    pub errors: Documents,
}

/// A code that has a payload.
#[derive(Debug)]
pub struct Carried {
    /// The position of the code.
    pub code: u16,
    /// Whether the payload is always there.
    pub required: bool,
    /// Where it stands.
    pub place: Place,
    /// Its type, as the generated module writes it.
    pub type_name: &'static str,
}

/// Where a payload stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// It is the value of the envelope's details.
    Details,
    /// Its members stand beside the code.
    Beside,
}

/// A status without a code, as the contract documents it.
#[derive(Debug, Clone, Copy)]
pub struct Uncoded {
    pub(crate) key: Key,
    pub(crate) envelope: u16,
}

/// The key of a range in a generated list: its first digit, or 0 for the default.
pub const fn range_key(class: u8) -> Key {
    if class == 0 { Key::Default } else { Key::Class(class) }
}

/// The position that an index has for a hash, or [`NONE`]. Hashes are spread evenly, so that a hash stands about where its
/// value says, and still nearer to where the one that is found there says: a few looks are enough where halving needs many,
/// and each step that a constant takes is slow.
const fn look_up(index: &[(u64, u16)], hash: u64) -> u16 {
    let count = index.len();
    if count == 0 {
        return NONE;
    }
    let mut at = share(hash, count);
    let found = index[at].0;
    if found < hash {
        at += share(hash - found, count);
        if at >= count {
            at = count - 1;
        }
    } else {
        at = at.saturating_sub(share(found - hash, count));
    }
    while at > 0 && index[at].0 > hash {
        at -= 1;
    }
    while index[at].0 < hash {
        at += 1;
        if at == count {
            return NONE;
        }
    }
    if index[at].0 == hash { index[at].1 } else { NONE }
}

/// Which part of so many entries a part of all hashes is; less than all of them.
#[allow(clippy::cast_possible_truncation)] // It is less than `count`.
const fn share(hash: u64, count: usize) -> usize {
    (((hash >> 32) * count as u64) >> 32) as usize
}

impl Contract {
    /// The position of the code whose wire text has this hash, or [`NONE`].
    pub const fn code(&self, hash: u64) -> u16 {
        match self.api.codes.index.exact(hash) {
            #[allow(clippy::cast_possible_truncation)] // Tables have fewer than `NONE` entries.
            Some(position) => position as u16,
            None => NONE,
        }
    }

    /// The operation whose identifier has this hash.
    pub const fn operation(&self, hash: u64) -> Option<Operation> {
        let position = look_up(self.operations.index, hash) as usize;
        if position >= self.operations.ids.len() || position >= self.operations.errors.len() {
            return None;
        }
        Some(Operation { id: self.operations.ids[position], errors: self.operations.errors[position] })
    }

    /// The payload of the code at a position.
    pub(crate) const fn payload(&self, code: u16) -> Option<&'static Carried> {
        let payloads = self.payloads;
        let (mut low, mut high) = (0, payloads.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if payloads[middle].code < code {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if low < payloads.len() && payloads[low].code == code { Some(&payloads[low]) } else { None }
    }

    /// The wire text of the code at a position; empty for [`NONE`].
    pub(crate) const fn wire(&self, code: u16) -> &'static str {
        let wire = self.api.codes.wire;
        if (code as usize) < wire.len() { wire[code as usize] } else { "" }
    }

    /// The status and the body with which a code is sent: those that the operation documents, else those of the API.
    pub(crate) const fn sent_with(&self, operation: Option<&Operation>, code: u16) -> (u16, u16) {
        if let Some(operation) = operation
            && let Some((_, status, envelope)) = operation.errors.code(code)
        {
            return (status, envelope);
        }
        let codes = &self.api.codes;
        let position = code as usize;
        if position < codes.primary.len() && position < codes.envelopes.len() {
            (codes.primary[position], codes.envelopes[position])
        } else {
            (0, NONE)
        }
    }

    /// How a status can be sent without a code: as the operation documents it, else as the API does.
    pub(crate) const fn uncoded(&self, operation: Option<&Operation>, status: u16) -> Option<Uncoded> {
        if let Some(operation) = operation
            && let Some(documented) = operation.errors.uncoded(status)
        {
            return Some(documented);
        }
        let key = match self.entry(Key::Exact(status)) {
            Some(exact) => return if exact.uncoded { Some(of_entry(exact)) } else { None },
            None => class(status),
        };
        match (self.entry(key), self.entry(Key::Default)) {
            (Some(entry), _) | (None, Some(entry)) if entry.uncoded => Some(of_entry(entry)),
            _ => None,
        }
    }

    /// The documented status with this key.
    pub(crate) const fn entry(&self, key: Key) -> Option<&'static Status> {
        let statuses = self.api.statuses;
        let mut position = 0;
        while position < statuses.len() {
            if same(statuses[position].key, key) {
                return Some(&statuses[position]);
            }
            position += 1;
        }
        None
    }
}

const fn of_entry(entry: &Status) -> Uncoded {
    Uncoded { key: entry.key, envelope: entry.uncoded_envelope }
}

#[allow(clippy::cast_possible_truncation)] // A status has three digits.
const fn class(status: u16) -> Key {
    Key::Class((status / 100) as u8)
}

/// `==`, which is no constant function.
pub(crate) const fn same(one: Key, other: Key) -> bool {
    match (one, other) {
        (Key::Exact(one), Key::Exact(other)) => one == other,
        (Key::Class(one), Key::Class(other)) => one == other,
        (Key::Default, Key::Default) => true,
        _ => false,
    }
}

impl Documents {
    /// A code with its status and the position of its body.
    pub(crate) const fn code(&self, code: u16) -> Option<(u16, u16, u16)> {
        let (mut low, mut high) = (0, self.codes.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.codes[middle].0 < code {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if low < self.codes.len() && self.codes[low].0 == code { Some(self.codes[low]) } else { None }
    }

    /// How a status is documented without a code; one that always has a code here is not covered by a range.
    pub(crate) const fn uncoded(&self, status: u16) -> Option<Uncoded> {
        let keys = [Key::Exact(status), class(status), Key::Default];
        let mut position = 0;
        while position < keys.len() {
            if let Some(found) = self.keyed(keys[position]) {
                return Some(found);
            }
            if position == 0 && self.has_code_with(status) {
                return None;
            }
            position += 1;
        }
        None
    }

    const fn keyed(&self, key: Key) -> Option<Uncoded> {
        let mut position = 0;
        while position < self.uncoded.len() {
            let (documented, envelope) = self.uncoded[position];
            if same(documented, key) {
                return Some(Uncoded { key, envelope });
            }
            position += 1;
        }
        None
    }

    const fn has_code_with(&self, status: u16) -> bool {
        let mut position = 0;
        while position < self.codes.len() {
            if self.codes[position].1 == status {
                return true;
            }
            position += 1;
        }
        false
    }
}

/// A status of a table; what is none becomes 500.
pub(crate) const fn status_code(number: u16) -> StatusCode {
    crate::table::status(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENTS: Documents = Documents {
        codes: &[(1, 409, 0), (4, 429, 1), (9, 404, 2)],
        uncoded: &[(Key::Exact(410), 3), (Key::Class(4), 4)],
    };

    #[test]
    fn codes_are_found_by_position() {
        assert_eq!(DOCUMENTS.code(4), Some((4, 429, 1)));
        assert_eq!(DOCUMENTS.code(9), Some((9, 404, 2)));
        assert_eq!(DOCUMENTS.code(0), None);
        assert_eq!(DOCUMENTS.code(NONE), None);
    }

    #[test]
    fn hashes_are_found_wherever_they_stand() {
        let hashes = [0, 1, 2, 3, 1 << 40, u64::MAX / 2, u64::MAX - 1, u64::MAX];
        let index: Vec<(u64, u16)> = hashes.into_iter().zip(10..).collect();
        for (hash, position) in &index {
            assert_eq!(look_up(&index, *hash), *position);
        }
        for absent in [4, (1 << 40) + 1, u64::MAX / 2 - 1, u64::MAX - 2] {
            assert_eq!(look_up(&index, absent), NONE);
        }
        assert_eq!(look_up(&index[1..3], 0), NONE);
        assert_eq!(look_up(&index[1..3], u64::MAX), NONE);
        assert_eq!(look_up(&[], 7), NONE);
    }

    #[test]
    fn a_range_covers_what_is_not_documented_otherwise() {
        let envelope = |status| DOCUMENTS.uncoded(status).map(|found| found.envelope);
        assert_eq!(envelope(410), Some(3));
        assert_eq!(envelope(418), Some(4));
        assert_eq!(envelope(409), None, "it always has a code");
        assert_eq!(envelope(500), None);
    }
}
