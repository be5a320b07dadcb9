//! Statuses that come without a code.

use crate::derived::contract::{Contract, Operation};
use crate::derived::emits::Emit;
use crate::derived::sender::Sender;
use crate::derived::sentence::Sentence;
use crate::table::Key;

/// That a status is documented as one that can come without a code. Beside `status`, `code` is the text of an open code.
#[track_caller]
pub const fn check_status(sender: &Sender, variant: usize, code: bool) {
    let Sender { name, contract, operation, errors, .. } = sender;
    let Emit::Status(status) = sender.at(variant) else { return };
    if !contract.served {
        return;
    }
    if code && !contract.api.codes.wire.is_empty() {
        let sentence = Sentence::new("").name(name).then(" declares its codes: write `code = …` without `status`");
        sentence.then(", or `status = ").number(status as usize).then("` without `code`").fail();
    }
    if let Some(operation) = operation
        && !matches!(errors[variant], Emit::LetOutStatus(_))
        && operation.errors.uncoded(status).is_none()
    {
        undocumented_status(contract, operation, status).fail();
    }
    if contract.uncoded(operation.as_ref(), status).is_none() {
        unknown(name, contract, status).fail();
    }
}

const fn unknown(name: &str, contract: &Contract, status: u16) -> Sentence {
    let sentence = Sentence::new("").name(name).then(" documents no error of status ").number(status as usize);
    if let Some(entry) = contract.entry(Key::Exact(status))
        && !entry.codes.is_empty()
    {
        let mut sentence = sentence.then(" without a code: write `code = …` with ");
        let mut position = 0;
        while position < entry.codes.len() && position < Sentence::MOST {
            sentence = or(sentence, position, entry.codes.len()).name(contract.wire(entry.codes[position]));
            position += 1;
        }
        return sentence.more(entry.codes.len());
    }
    let statuses = contract.api.statuses;
    let mut listed = 0;
    let mut list = sentence.again().then("; without a code it documents ");
    let mut position = 0;
    while position < statuses.len() {
        if statuses[position].uncoded {
            list = key(list.comma(listed), statuses[position].key);
            listed += 1;
        }
        position += 1;
    }
    if listed == 0 {
        return sentence.then("; all its errors have a code: write `code = …`");
    }
    list
}

pub(super) const fn undocumented_status(contract: &Contract, operation: &Operation, status: u16) -> Sentence {
    let sentence = Sentence::new("operation ").name(operation.id).then(" documents no error of status ");
    let sentence = sentence.number(status as usize);
    let codes = operation.errors.codes;
    let mut with_code = sentence.again().then(" without a code: write `code = …` with ");
    let (mut found, mut position) = (0, 0);
    while position < codes.len() {
        if codes[position].1 == status {
            with_code = with_code.comma(found).name(contract.wire(codes[position].0));
            found += 1;
        }
        position += 1;
    }
    if found > 0 {
        return with_code;
    }
    documented_statuses(sentence, operation)
}

/// Which statuses the operation documents without a code, as the end of a sentence.
const fn documented_statuses(sentence: Sentence, operation: &Operation) -> Sentence {
    let uncoded = operation.errors.uncoded;
    if uncoded.is_empty() {
        return sentence.then("; all that it documents have a code");
    }
    let mut sentence = sentence.then("; without a code it documents ");
    let mut position = 0;
    while position < uncoded.len() {
        sentence = key(sentence.comma(position), uncoded[position].0);
        position += 1;
    }
    sentence
}

const fn or(sentence: Sentence, position: usize, of: usize) -> Sentence {
    if position > 0 && position + 1 == of { sentence.then(" or ") } else { sentence.comma(position) }
}

const fn key(sentence: Sentence, key: Key) -> Sentence {
    match key {
        Key::Exact(status) => sentence.number(status as usize),
        Key::Class(class) => sentence.number(class as usize).then("XX"),
        Key::Default => sentence.then("default"),
    }
}
