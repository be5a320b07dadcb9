//! What is read of one thing: keys that are known, each with its type. A key that is not there has the usual value.

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::settings::kind;
use crate::suggest::nearest;

/// What is wrong, in a sentence, and at which byte of the text.
#[derive(Debug)]
pub(super) struct Wrong {
    pub(super) at: usize,
    pub(super) found: String,
}

/// A value, with where it stands.
pub(super) type Given<'t> = Spanned<DeValue<'t>>;

/// A block of the file, or a line of one.
#[derive(Clone, Copy)]
pub(super) struct Table<'t> {
    keys: &'t DeTable<'t>,
    at: usize,
}

impl<'t> Table<'t> {
    /// The table that a value is, which has no other keys than these.
    pub(super) fn of(value: &'t Given<'t>, known: &[&str]) -> Result<Self, Wrong> {
        match value.get_ref().as_table() {
            Some(keys) => Self::new(keys, value.span().start, known),
            None => Err(mistyped(value, "a table")),
        }
    }

    /// A table that stands somewhere, and has no other keys than these.
    pub(super) fn new(keys: &'t DeTable<'t>, at: usize, known: &[&str]) -> Result<Self, Wrong> {
        let Some((key, _)) = keys.iter().find(|(key, _)| !known.contains(&key.get_ref().as_ref())) else {
            return Ok(Self { keys, at });
        };
        let name = key.get_ref();
        let meant = nearest(name, &mut known.iter().copied());
        let meant = meant.map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default();
        Err(Wrong { at: key.span().start, found: format!("unknown field `{name}`{meant}") })
    }

    fn value(&self, key: &str) -> Option<&'t Given<'t>> {
        self.keys.get(key)
    }

    /// That something is wrong with a key, or that it is missing.
    pub(super) fn wrong(&self, key: &str, found: String) -> Wrong {
        Wrong { at: self.value(key).map_or(self.at, |value| value.span().start), found }
    }

    /// What is made of a value; what is wrong with that is wrong there.
    pub(super) fn made<T>(&self, key: &str, made: Result<T, String>) -> Result<T, Wrong> {
        made.map_err(|found| self.wrong(key, found))
    }

    pub(super) fn text_or_none(&self, key: &str) -> Result<Option<&'t str>, Wrong> {
        self.value(key).map(text).transpose()
    }

    /// Usually empty.
    pub(super) fn text(&self, key: &str) -> Result<&'t str, Wrong> {
        Ok(self.text_or_none(key)?.unwrap_or_default())
    }

    pub(super) fn owned(&self, key: &str) -> Result<String, Wrong> {
        Ok(self.text(key)?.to_owned())
    }

    pub(super) fn owned_or_none(&self, key: &str) -> Result<Option<String>, Wrong> {
        Ok(self.text_or_none(key)?.map(str::to_owned))
    }

    /// Usually false.
    pub(super) fn truth(&self, key: &str) -> Result<bool, Wrong> {
        let Some(value) = self.value(key) else { return Ok(false) };
        value.get_ref().as_bool().ok_or_else(|| mistyped(value, "`true` or `false`"))
    }

    pub(super) fn small(&self, key: &str) -> Result<Option<u16>, Wrong> {
        self.value(key).map(small).transpose()
    }

    /// Usually 0.
    pub(super) fn count(&self, key: &str) -> Result<u32, Wrong> {
        let Some(value) = self.value(key) else { return Ok(0) };
        let count = integer(value).and_then(|number| u32::try_from(number).ok());
        count.ok_or_else(|| mistyped(value, "a number from 0 to 4294967295"))
    }

    /// Usually 0.
    pub(super) fn number(&self, key: &str) -> Result<f64, Wrong> {
        let Some(value) = self.value(key) else { return Ok(0.0) };
        let digits = match value.get_ref() {
            DeValue::Float(float) => float.as_str(),
            DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str(),
            _ => "",
        };
        digits.parse().map_err(|_| mistyped(value, "a number"))
    }

    /// An integer, or its digits where TOML has no number for it.
    pub(super) fn digits(&self, key: &str) -> Result<Option<String>, Wrong> {
        let Some(value) = self.value(key) else { return Ok(None) };
        let digits = integer(value).map(|number| number.to_string());
        let digits = digits.or_else(|| value.get_ref().as_str().map(str::to_owned));
        digits.map(Some).ok_or_else(|| mistyped(value, "a number"))
    }

    pub(super) fn table(&self, key: &str, known: &[&str]) -> Result<Option<Self>, Wrong> {
        self.value(key).map(|value| Self::of(value, known)).transpose()
    }

    pub(super) fn given(&self, key: &str) -> Option<&'t Given<'t>> {
        self.value(key)
    }

    pub(super) fn list_or_none(&self, key: &str) -> Result<Option<&'t [Given<'t>]>, Wrong> {
        let Some(value) = self.value(key) else { return Ok(None) };
        let list: Option<&'t DeArray<'t>> = value.get_ref().as_array();
        list.map(|list| Some(&**list)).ok_or_else(|| mistyped(value, "a list"))
    }

    /// Usually empty.
    pub(super) fn list(&self, key: &str) -> Result<&'t [Given<'t>], Wrong> {
        Ok(self.list_or_none(key)?.unwrap_or_default())
    }

    /// Usually none.
    pub(super) fn texts(&self, key: &str) -> Result<Vec<String>, Wrong> {
        each(self.list(key)?, |value| Ok(text(value)?.to_owned()))
    }
}

/// What is made of each value of a list.
pub(super) fn each<'t, T>(
    list: &'t [Given<'t>],
    mut read: impl FnMut(&'t Given<'t>) -> Result<T, Wrong>,
) -> Result<Vec<T>, Wrong> {
    let mut all = Vec::with_capacity(list.len());
    for value in list {
        all.push(read(value)?);
    }
    Ok(all)
}

pub(super) fn text<'t>(value: &'t Given<'t>) -> Result<&'t str, Wrong> {
    value.get_ref().as_str().ok_or_else(|| mistyped(value, "text"))
}

pub(super) fn small(value: &Given<'_>) -> Result<u16, Wrong> {
    let small = integer(value).and_then(|number| u16::try_from(number).ok());
    small.ok_or_else(|| mistyped(value, "a number from 0 to 65535"))
}

pub(super) fn integer(value: &Given<'_>) -> Option<i64> {
    let integer = value.get_ref().as_integer()?;
    i64::from_str_radix(integer.as_str(), integer.radix()).ok()
}

/// That a value is something else than what stands there.
pub(super) fn mistyped(value: &Given<'_>, wanted: &str) -> Wrong {
    Wrong { at: value.span().start, found: format!("this is {}; write {wanted}", kind(value.get_ref())) }
}
