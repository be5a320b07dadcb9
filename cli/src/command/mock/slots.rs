//! Where in a body something is said.

use errbook_spec::{Body, Role, Slot, TimeUnit};
use serde_json::{Map, Value};

/// Envelopes are nested less deep.
pub(super) const DEEPEST: usize = 32;

/// The way from the root of a body to a member.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct SlotPath<'c>(Vec<Step<'c>>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step<'c> {
    Key(&'c str),
    /// The first of a list.
    First,
}

impl<'c> SlotPath<'c> {
    /// The way to the first slot that is wanted, and what it is.
    pub(super) fn find(body: &'c Body, wanted: impl Fn(&Slot) -> bool) -> Option<(Self, &'c Slot)> {
        let mut path = Self::default();
        path.descend(body, &wanted, DEEPEST).map(|slot| (path, slot))
    }

    pub(super) fn to_code(body: &'c Body) -> Option<Self> {
        Self::find(body, |slot| matches!(slot, Slot::Code)).map(|(path, _)| path)
    }

    pub(super) fn to_status(body: &'c Body) -> Option<Self> {
        Self::find(body, |slot| matches!(slot, Slot::Status)).map(|(path, _)| path)
    }

    /// The way to the member that says how long to wait, and what it counts.
    pub(super) fn to_retry_after(body: &'c Body) -> Option<(Self, TimeUnit)> {
        let (path, slot) = Self::find(body, |slot| matches!(slot, Slot::RetryAfter(_)))?;
        match slot {
            Slot::RetryAfter(unit) => Some((path, *unit)),
            _ => None,
        }
    }

    fn descend(&mut self, body: &'c Body, wanted: &impl Fn(&Slot) -> bool, levels: usize) -> Option<&'c Slot> {
        let levels = levels.checked_sub(1)?;
        let before = self.0.len();
        for member in &body.members {
            self.0.push(Step::Key(&member.wire));
            let found = match &member.role {
                Role::Slot(slot) => wanted(slot).then_some(slot),
                Role::Object(body) => self.descend(body, wanted, levels),
                Role::List(body) => {
                    self.0.push(Step::First);
                    self.descend(body, wanted, levels)
                }
                Role::Constant(_) | Role::Other(_) => None,
            };
            if found.is_some() {
                return found;
            }
            self.0.truncate(before);
        }
        None
    }

    /// The value there.
    pub(super) fn get<'v>(&self, body: &'v Value) -> Option<&'v Value> {
        self.0.iter().try_fold(body, |value, step| match step {
            Step::Key(key) => value.get(key),
            Step::First => value.get(0),
        })
    }

    /// Puts a value there, if there is an object to hold it.
    pub(super) fn set(&self, body: &mut Value, new: Value) {
        if let Some((object, key)) = self.holder(body) {
            object.insert(key.to_owned(), new);
        }
    }

    /// Takes the value there away.
    pub(super) fn remove(&self, body: &mut Value) {
        if let Some((object, key)) = self.holder(body) {
            object.shift_remove(key);
        }
    }

    /// The object that holds the value, and under which key.
    fn holder<'v>(&self, body: &'v mut Value) -> Option<(&'v mut Map<String, Value>, &'c str)> {
        let (Step::Key(key), before) = self.0.split_last()? else { return None };
        let holder = before.iter().try_fold(body, |value, step| match step {
            Step::Key(key) => value.get_mut(key),
            Step::First => value.get_mut(0),
        });
        Some((holder?.as_object_mut()?, key))
    }
}
