//! Parts of a body that are read when somebody asks for them.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde::ser::{Serialize, Serializer};
use serde_json::Value;

use crate::json::{At, FromJson, Misfit, Node, copy};

/// A `T` that is read when it is asked for; until then it is the JSON that came, and it leaves as it came.
///
/// Generated types hold it where the types of an API reach each other in large circles: what a customer holds can hold a
/// customer again. Whether it is [`Send`] or [`Sync`] does not depend on `T`, so that the compiler need not follow the circle.
///
/// ```
/// let customer: errbook::Lazy<Vec<String>> = serde_json::from_str(r#"["a", "b"]"#)?;
/// assert_eq!(customer.get()?, ["a", "b"]);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub struct Lazy<T> {
    value: Value,
    of: PhantomData<fn() -> T>,
}

impl<T> Lazy<T> {
    /// The JSON.
    pub fn value(&self) -> &Value {
        &self.value
    }

    fn of(value: Value) -> Self {
        Self { value, of: PhantomData }
    }
}

impl<T: DeserializeOwned> Lazy<T> {
    /// Reads it; each call reads it again.
    ///
    /// # Errors
    ///
    /// If it is something else.
    pub fn get(&self) -> Result<T, serde_json::Error> {
        T::deserialize(&self.value)
    }
}

impl<T: Serialize> Lazy<T> {
    /// What will be read as this.
    ///
    /// # Errors
    ///
    /// If no JSON can be made of it, which can be made of every generated type.
    pub fn new(value: &T) -> Result<Self, serde_json::Error> {
        serde_json::to_value(value).map(Self::of)
    }
}

impl<T> Clone for Lazy<T> {
    fn clone(&self) -> Self {
        Self::of(self.value.clone())
    }
}

impl<T> PartialEq for Lazy<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T> fmt::Debug for Lazy<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Lazy").field(&self.value).finish()
    }
}

impl<T> Serialize for Lazy<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

impl<'de, T> Deserialize<'de> for Lazy<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Value::deserialize(deserializer).map(Self::of)
    }
}

/// At first sight it is the `T` that it should be, and nothing of it is lost.
impl<T: FromJson> FromJson for Lazy<T> {
    const KEYS: &'static [&'static str] = T::KEYS;
    const KEEPS_ALL: bool = true;

    fn from_json(value: &Node<'_>, at: &At<'_>) -> Result<Self, Misfit> {
        if T::KEYS.is_empty() || value.as_object().is_some() {
            Ok(Self::of(copy(value, at)))
        } else {
            Err(at.misfit("an object", value))
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn is_shared<T: Send + Sync>(_: &T) {}

    #[test]
    fn nothing_is_read_before_it_is_asked_for() {
        let lazy: Lazy<u8> = Lazy::deserialize(json!("x")).expect("any JSON will do");
        assert_eq!((lazy.get().ok(), lazy.value()), (None, &json!("x")));
        assert_eq!(serde_json::to_value(&lazy).ok(), Some(json!("x")));
        assert_eq!(Lazy::new(&7_u8).ok().map(|it| it.get().ok()), Some(Some(7)));
    }

    #[test]
    fn it_is_sent_whatever_it_holds() {
        let lazy: Lazy<std::rc::Rc<u8>> = Lazy::of(json!(1));
        is_shared(&lazy);
        assert_eq!(format!("{lazy:?}"), "Lazy(Number(1))");
        assert_eq!(lazy.clone(), lazy);
    }
}
