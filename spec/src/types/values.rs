//! Enums of strings, and of integers.

use super::{Draft, Form, Hint, Types, names};
use crate::catalog::{EnumValue, Place, Shape, Type, Wire};
use crate::infer::vendor;
use crate::naming::{self, Kind};
use crate::schema::{self, Admitted, Alternative};

impl<'a> Types<'_, 'a> {
    /// The enum of these values; without names for all of them, they stay plain.
    pub(super) fn enumeration(
        &mut self,
        alternatives: &[Alternative<'a>],
        admitted: &[Admitted<'a>],
        hint: Hint<'_>,
    ) -> Type {
        let is_text = admitted.first().is_none_or(|it| it.value.is_string());
        let is_sentence = |it: &Admitted<'a>| it.value.as_str().is_some_and(|text| text.contains(' '));
        if hint.is_prose && admitted.iter().any(is_sentence) {
            return Type::String;
        }
        let own = names::own(alternatives);
        let wanted = names::wanted(own, hint);
        let identity = self.identities.of_schemas(&schema::schemas(alternatives));
        if let Some(index) = self.identities.known(&identity, &wanted) {
            return Type::Named(index);
        }
        let Some(values) = self.variants(admitted) else {
            return if is_text { Type::String } else { Type::Integer };
        };
        let shape = Shape::Enum(values);
        // The same values, written out again under the same name, are the same type.
        let again = |it: &Draft| it.wanted == wanted && it.shape.as_ref() == Some(&shape);
        let index = self.named.iter().position(again).unwrap_or_else(|| self.reserve(alternatives, own, hint));
        if let Some(draft) = self.named.get_mut(index) {
            draft.shape = Some(shape);
        }
        self.identities.add(identity, &wanted, index);
        Type::Named(index)
    }

    fn variants(&self, admitted: &[Admitted<'a>]) -> Option<Vec<EnumValue>> {
        let mut variants: Vec<EnumValue> = Vec::new();
        for value in admitted {
            let wire = value.wire()?;
            let given = vendor::name(value).and_then(|name| naming::upper_camel(name, Kind::Value));
            let plain = || naming::upper_camel(&wire.to_string(), Kind::Value);
            let free = |ident: &String| variants.iter().all(|it| it.ident != *ident);
            let ident = given.filter(free).or_else(|| plain().filter(free))?;
            let description =
                vendor::description(self.schemas, value).map(|(text, _): (&str, Option<Place>)| text.to_owned());
            variants.push(EnumValue { wire, ident, description });
        }
        Some(variants)
    }
}

/// Whether a form is an enum of integers.
pub(super) fn is_of_integers(form: &Form<'_>) -> bool {
    matches!(form, Form::Values(_, admitted) if matches!(admitted.first().and_then(Admitted::wire), Some(Wire::Integer(_))))
}
