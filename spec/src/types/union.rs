//! Unions: what tells the forms of a value apart, and what the variants are called.

use indexmap::IndexSet;
use serde_json::Value;

use super::{Form, Hint, Job, Types, names, values};
use crate::catalog::{Type, Variant};
use crate::keyed::Keyed;
use crate::naming::{self, Kind};
use crate::order;
use crate::schema::{self, Alternative, Member, Members, Schemas};

/// A union of more forms than this is of no use to anybody who would have to match on it, and stays free-form.
pub(super) const MOST_FORMS: usize = 64;

/// The members by whose values a form is told, and those values.
type Tags = Vec<(String, Vec<Value>)>;

/// Objects in groups: those of one group cannot be told apart, or by a code of the API alone, and nothing is lost where they
/// are one type.
pub(super) fn told_apart<'a>(types: &Types<'_, 'a>, objects: Vec<Alternative<'a>>) -> Vec<Vec<Alternative<'a>>> {
    let tag = if objects.len() < 2 { None } else { tag(types.schemas, &objects) };
    if tag.as_ref().is_some_and(|(name, _)| objects.iter().all(|object| types.says_code(object, name))) {
        return alike_but_for_constants(types, objects);
    }
    if objects.len() < 2 || tag.is_some() {
        return objects.into_iter().map(|object| vec![object]).collect();
    }
    let anonymous = |it: &Alternative<'a>| names::own(std::slice::from_ref(it)).is_none();
    let mut groups: Vec<Vec<Alternative<'a>>> = Vec::new();
    for object in objects {
        let keys = |it: &Alternative<'a>| order::set(it.declared().keys().copied());
        let alike = |other: &Alternative<'a>| {
            keys(other) == keys(&object)
                || (other.together && object.together && (anonymous(other) || anonymous(&object)))
        };
        match groups.iter_mut().find(|group| group.iter().any(alike)) {
            Some(group) => group.push(object),
            None => groups.push(vec![object]),
        }
    }
    groups
}

/// Objects in groups of those that have the same members, which differ at most in what they always are.
fn alike_but_for_constants<'a>(types: &Types<'_, 'a>, objects: Vec<Alternative<'a>>) -> Vec<Vec<Alternative<'a>>> {
    let mut groups: Keyed<String, Vec<Alternative<'a>>> = Keyed::default();
    for object in objects {
        let members = object.declared();
        let members = members.values().iter().map(|member| {
            let alternatives = types.schemas.expand(&member.parts).unwrap_or_default();
            let says = |it: &Alternative<'a>| it.schemas.iter().map(|schema| types.says(schema)).collect::<String>();
            let is_constant = |it: &Alternative<'a>| it.constant(types.schemas).is_some_and(|value| value.is_string());
            let is_plain = alternatives.iter().all(|it| is_constant(it) || types.admits_codes(it));
            // As far as one has to look at it: what its schemas say, but for constants.
            let shape: Option<String> = (!is_plain).then(|| alternatives.iter().map(says).collect());
            format!("{:?} {} {shape:?}", member.name, member.required)
        });
        let mut members: Vec<String> = members.collect();
        order::sort(&mut members, Ord::cmp);
        groups.entry(members.join("\n"), Vec::new).1.push(object);
    }
    groups.into_values()
}

/// The member whose values differ from object to object, and the values that each has: what a discriminator names, else the
/// first that all have.
fn tag<'a>(schemas: &Schemas<'a>, objects: &[Alternative<'a>]) -> Option<(&'a str, Vec<Vec<Value>>)> {
    let members: Vec<Members<'a>> = objects.iter().map(Alternative::members).collect();
    let first = objects.first()?;
    let named = first.discriminator.filter(|name| objects.iter().all(|it| it.discriminator == Some(name)));
    let candidates = named.into_iter().chain(members.first()?.keys().copied());
    candidates.into_iter().find_map(|name| {
        let mut known = IndexSet::new();
        let each = objects.iter().zip(&members).map(|(object, members)| {
            let values = values_of(schemas, members, name);
            // Without a mapping, a discriminator's values are the names of the components.
            let implied = || object.component.filter(|_| named == Some(name)).map(|name| vec![Value::from(name)]);
            values.or_else(implied)
        });
        let each: Vec<Vec<Value>> = each.collect::<Option<_>>()?;
        each.iter().flatten().all(|value| known.insert(value.to_string())).then_some((name, each))
    })
}

/// The few values that a member can have.
fn values_of<'a>(schemas: &Schemas<'a>, members: &Members<'a>, name: &str) -> Option<Vec<Value>> {
    let member = members.get(name)?;
    let alternatives = schemas.expand(&member.parts).ok()?;
    let mut values = Vec::new();
    for alternative in &alternatives {
        if alternative.nullable {
            return None;
        }
        values.extend(schemas.admitted(alternative, member.selected.as_deref())?.into_iter().map(|it| it.value));
    }
    let plain = |value: &Value| value.is_string() || value.is_i64() || value.is_boolean();
    (!values.is_empty() && values.iter().all(plain)).then_some(values)
}

impl<'a> Types<'_, 'a> {
    /// The union of several forms.
    pub(super) fn union(&mut self, alternatives: &[Alternative<'a>], forms: Vec<Form<'a>>, hint: Hint<'_>) -> Type {
        let own = names::own(alternatives);
        let wanted = names::wanted(own, hint);
        let identity = self.identities.of_schemas(&schema::schemas(alternatives));
        if let Some(index) = self.identities.known(&identity, &wanted) {
            return Type::Named(index);
        }
        if self.named.len() >= super::MOST_TYPES {
            return Type::Any;
        }
        let index = self.reserve(alternatives, own, hint);
        self.identities.add(identity, &wanted, index);
        self.queue.push_back(Job::Union(index, forms));
        Type::Named(index)
    }

    pub(super) fn make_union(&mut self, index: usize, forms: &[Form<'a>]) -> Vec<Variant> {
        let of = self.named.get(index).map(|draft| draft.wanted.clone()).unwrap_or_default();
        let tags = self.tags(forms);
        let mut variants: Vec<Variant> = Vec::new();
        for (form, tags) in forms.iter().zip(tags) {
            let name = variant_name(form, &tags, forms);
            let numbered = (2_usize..).map(|number| format!("{name}{number}"));
            let mut names = std::iter::once(name.clone()).chain(numbered);
            let ident = names.find(|name| variants.iter().all(|it| it.ident != *name)).unwrap_or_default();
            let ty = self.of_form(form, Hint::of(&format!("{of}{ident}")));
            variants.push(Variant { ident, ty, tags });
        }
        variants
    }

    /// What tells each form: the one member that differs everywhere, else the constants that it has.
    fn tags(&self, forms: &[Form<'a>]) -> Vec<Tags> {
        let objects_of = |form: &Form<'a>| match form {
            Form::Object(alternatives) => alternatives.clone(),
            _ => Vec::new(),
        };
        let objects: Vec<Alternative<'a>> = forms.iter().flat_map(objects_of).collect();
        let told = if objects.len() > 1 { tag(self.schemas, &objects) } else { None };
        let mut told = told.map(|(name, values)| (name, values.into_iter()));
        let tags = forms.iter().map(|form| match (objects_of(form).as_slice(), &mut told) {
            ([], _) => Vec::new(),
            (several, Some((name, values))) => {
                vec![((*name).to_owned(), values.by_ref().take(several.len()).flatten().collect())]
            }
            ([object], None) => self.constants(object),
            (_, None) => Vec::new(),
        });
        tags.collect()
    }

    fn constants(&self, object: &Alternative<'a>) -> Tags {
        let members = object.members();
        let constant = |member: &Member<'a>| {
            let values = values_of(self.schemas, &members, member.name)?;
            (values.len() == 1).then(|| (member.name.to_owned(), values))
        };
        members.values().iter().filter_map(constant).collect()
    }
}

/// The name of a variant: that of the component, the title, the value that tells it, the member that only it has, or the
/// kind of value.
fn variant_name(form: &Form<'_>, tags: &Tags, forms: &[Form<'_>]) -> String {
    let own = match form {
        Form::Object(alternatives) | Form::Values(alternatives, _) => names::own(alternatives),
        _ => None,
    };
    let told = || tags.first().and_then(|(_, values)| values.first()).map(text);
    let member = || match form {
        Form::Object(alternatives) => own_member(alternatives, forms).map(str::to_owned),
        _ => None,
    };
    let name = own.map(str::to_owned).or_else(told).or_else(member);
    name.and_then(|name| naming::upper_camel(&name, Kind::Value)).unwrap_or_else(|| kind_of(form).to_owned())
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A member that no other object has, a required one if there is one.
fn own_member<'a>(alternatives: &[Alternative<'a>], forms: &[Form<'a>]) -> Option<&'a str> {
    let objects = forms.iter().filter_map(|form| match form {
        Form::Object(alternatives) => Some(alternatives),
        _ => None,
    });
    let others = objects.filter(|it| !std::ptr::eq(it.as_slice(), alternatives)).flatten();
    let others = order::set(others.flat_map(|it| it.declared().into_values()).map(|member| member.name));
    if others.is_empty() {
        return None;
    }
    let own: Members<'a> = alternatives.first()?.declared();
    let own: Vec<_> = own.values().iter().filter(|member| others.binary_search(&member.name).is_err()).collect();
    own.iter().find(|member| member.required).or(own.first()).map(|member| member.name)
}

fn kind_of(form: &Form<'_>) -> &'static str {
    match form {
        Form::Plain(Type::Boolean) => "Flag",
        Form::Plain(Type::Integer | Type::Unsigned) => "Integer",
        Form::Plain(Type::Number) => "Number",
        Form::Values(..) if values::is_of_integers(form) => "Integer",
        Form::Plain(_) | Form::Values(..) => "Text",
        Form::List(_) => "List",
        Form::Map(_) => "Map",
        Form::Object(_) => "Object",
    }
}
