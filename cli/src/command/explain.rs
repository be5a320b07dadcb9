//! `errbook explain`: every fact of one code, how it is known, and where it stands.

use std::path::PathBuf;

use clap::Args;
use errbook_spec::{Catalog, Code, Operation, PayloadPosition, Place, Position, Reading as Read, Type};
use serde_json::{Value, json};

use super::list::json as list_json;
use super::list::table;
use super::{Format, Reading, source};
use crate::exit::{Failure, Outcome};
use crate::print::{self, ReportForm};
use crate::rows::Rows;

/// Explains what is known of a code, and by what.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Explain {
    /// The OpenAPI spec.
    spec: PathBuf,
    /// The code as it is sent.
    #[arg(allow_hyphen_values = true)]
    code: String,
    /// In which form.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    #[command(flatten)]
    reading: Reading,
}

const EXAMPLES: &str = "\
Examples:
  errbook explain openapi.yaml ORDER_NOT_FOUND
  errbook explain openapi.yaml ORDER_NOT_FOUND --format json
`errbook list openapi.yaml` shows all codes.";

impl Explain {
    pub(crate) fn run(&self, form: ReportForm) -> Result<Outcome, Failure> {
        let chosen = self.reading.of(&self.spec)?;
        let reading = errbook_spec::read(&chosen.spec, &chosen.options)?;
        if let Some(warnings) = reading.warnings() {
            print::report(warnings, form);
        }
        let catalog = reading.catalog();
        let code = catalog.code(&self.code).ok_or_else(|| unknown(catalog, &self.code))?;
        let explained = Explained::new(&reading, code);
        match self.format {
            Format::Table => print::coloured(&explained.table())?,
            Format::Json => print::result(&explained.json())?,
        }
        Ok(Outcome::Fine)
    }
}

/// Nothing is known of such a code.
fn unknown(catalog: &Catalog, code: &str) -> Failure {
    let code = code.escape_debug();
    let message = match catalog.nearest_code(&code.to_string()) {
        Some(nearest) => {
            format!("error: `{code}` is no code of this spec; did you mean `{}`?", nearest.to_string().escape_debug())
        }
        None if catalog.codes.is_empty() => format!("error: `{code}` is no code of this spec, which has none"),
        None => format!("error: `{code}` is no code of this spec; `errbook list` shows all of them"),
    };
    Failure::Because(message.into())
}

/// Something that is known of a code.
struct Fact<'c> {
    name: &'static str,
    value: Value,
    /// For people, where that is not the value itself.
    text: String,
    known_by: String,
    place: Option<&'c Place>,
}

/// A code with all its facts and their positions.
struct Explained<'c> {
    code: &'c Code,
    facts: Vec<(Fact<'c>, Option<Position>)>,
    operations: Vec<(&'c Operation, String, Position)>,
}

impl<'c> Explained<'c> {
    fn new(reading: &'c Read, code: &'c Code) -> Self {
        let catalog = reading.catalog();
        let mut facts = vec![
            Fact::new("code", list_json::wire(&code.wire), declared(code)).at(Some(&code.place)),
            Fact::new("variant", code.ident.as_str().into(), "name"),
        ];
        facts.extend(statuses(code));
        facts.extend(texts(code));
        facts.extend(payload(catalog, code));
        facts.extend(retries(catalog, code));
        let alert = Fact::new("alert", list_json::alert(code.alert).into(), "default");
        facts.push(alert.said_at(code.evidence.alert.as_ref()));
        if code.open {
            facts.retain(|fact| fact.name != "variant");
        }
        let operations = returning(catalog, code);
        let places: Vec<&Place> = facts.iter().filter_map(|it| it.place).collect();
        let mut positions = reading.positions(&places).into_iter();
        let facts = facts.into_iter().map(|fact| {
            let position = fact.place.and_then(|_| positions.next());
            (fact, position)
        });
        let facts = facts.collect();
        let places: Vec<&Place> = operations.iter().map(|(_, _, place)| *place).collect();
        let positions = reading.positions(&places);
        let located = operations.into_iter().zip(positions);
        let operations = located.map(|((operation, key, _), position)| (operation, key, position)).collect();
        Self { code, facts, operations }
    }

    fn table(&self) -> String {
        let mut rows = Rows::new(&["FACT", "VALUE", "KNOWN BY", "AT"]);
        for (fact, position) in &self.facts {
            rows.push([
                fact.name.to_owned(),
                fact.text.clone(),
                fact.known_by.clone(),
                position_text(position.as_ref()),
            ]);
        }
        let mut text = rows.print();
        let mut rows = Rows::new(&["OPERATION", "METHOD", "PATH", "STATUS", "AT"]);
        for (operation, key, position) in &self.operations {
            let method = operation.method.to_uppercase();
            let at = position_text(Some(position));
            rows.push([operation.id.clone(), method, operation.path.clone(), key.clone(), at]);
        }
        for section in [rows.print(), self.advice()].into_iter().filter(|section| !section.is_empty()) {
            text.push('\n');
            text.push_str(&section);
        }
        text
    }

    /// What to write where the primary status is not known.
    fn advice(&self) -> String {
        if self.code.status.is_some() || self.code.open {
            return String::new();
        }
        let code = Value::from(self.code.wire.to_string());
        format!("the primary status is not known; say it: `x-error-codes: {{{code}: {{status: …}}}}`\n")
    }

    fn json(&self) -> String {
        let facts = self.facts.iter().map(|(fact, position)| {
            json!({
                "fact": fact.name,
                "value": fact.value,
                "known_by": fact.known_by,
                "source": position.as_ref().map(source),
            })
        });
        let operations = self.operations.iter().map(|(operation, key, position)| {
            json!({
                "id": operation.id,
                "method": operation.method,
                "path": operation.path,
                "status": key,
                "source": source(position),
            })
        });
        let explained = json!({
            "code": list_json::wire(&self.code.wire),
            "facts": facts.collect::<Vec<_>>(),
            "operations": operations.collect::<Vec<_>>(),
        });
        format!("{explained:#}\n")
    }
}

impl<'c> Fact<'c> {
    fn new(name: &'static str, value: Value, known_by: impl Into<String>) -> Self {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        Self { name, value, text, known_by: known_by.into(), place: None }
    }

    fn shown(self, text: String) -> Self {
        Self { text, ..self }
    }

    fn at(self, place: Option<&'c Place>) -> Self {
        Self { place, ..self }
    }

    /// Known by what stands at a place, if anything does.
    fn said_at(self, place: Option<&'c Place>) -> Self {
        match place {
            Some(place) => Self { known_by: key_of(place).to_owned(), place: Some(place), ..self },
            None => self,
        }
    }
}

fn declared(code: &Code) -> &'static str {
    if code.open { "example" } else { "enum" }
}

/// The extension that a fact stands in, else the schema's own words.
fn key_of(place: &Place) -> &str {
    place.pointer.segments().filter(|segment| segment.starts_with("x-")).last().unwrap_or("schema")
}

/// Every status with its channel; those of a code first that are taken.
fn statuses(code: &Code) -> Vec<Fact<'_>> {
    let all = &code.evidence.statuses;
    if all.is_empty() {
        return vec![Fact::new("status", Value::Null, "-").shown("?".to_owned())];
    }
    let fact = |it: &'_ errbook_spec::StatusEvidence| {
        let note = match (code.status == Some(it.status), code.statuses.contains(&it.status)) {
            (true, _) => " (primary)",
            (false, true) => "",
            (false, false) => " (overruled by a surer channel)",
        };
        (it.status.into(), it.channel.name(), format!("{}{note}", it.status))
    };
    let facts = all.iter().map(|it| {
        let (value, channel, text) = fact(it);
        Fact::new("status", value, channel).shown(text).at(Some(&it.place))
    });
    facts.collect()
}

fn texts(code: &Code) -> Vec<Fact<'_>> {
    let evidence = &code.evidence;
    let text = |name, text: &Option<String>, place| {
        let value = Value::from(text.clone());
        let shown = text.clone().unwrap_or_else(|| "-".to_owned());
        Fact::new(name, value, "-").shown(shown).said_at(place)
    };
    let deprecated = Fact::new("deprecated", code.deprecated.into(), "default");
    vec![
        text("description", &code.description, evidence.description.as_ref()),
        text("cause", &code.cause, evidence.cause.as_ref()),
        deprecated.said_at(evidence.deprecated.as_ref()),
    ]
}

fn payload<'c>(catalog: &Catalog, code: &'c Code) -> Option<Fact<'c>> {
    let payload = code.payload.as_ref()?;
    let position = match payload.position {
        PayloadPosition::Details => "in the details",
        PayloadPosition::Beside => "beside the code",
    };
    let required = if payload.required { "always" } else { "sometimes" };
    let name = type_name(catalog, &payload.ty);
    let text = format!("{name}, {required}, {position}");
    Some(Fact::new("payload", name.into(), "schema").shown(text).said_at(code.evidence.payload.as_ref()))
}

fn type_name(catalog: &Catalog, ty: &Type) -> String {
    match ty {
        Type::Any => "any value".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::Integer | Type::Unsigned => "integer".to_owned(),
        Type::Number => "number".to_owned(),
        Type::String => "string".to_owned(),
        Type::Code => "code".to_owned(),
        Type::Named(index) | Type::Recursive(index) => {
            catalog.types.get(*index).map(|it| it.ident.clone()).unwrap_or_default()
        }
        Type::List(items) => format!("list of {}", type_name(catalog, items)),
        Type::Map(values) => format!("map of {}", type_name(catalog, values)),
        Type::Nullable(inner) => format!("{} or null", type_name(catalog, inner)),
    }
}

/// The code's own rule, else the rules of the statuses that it can have.
fn retries<'c>(catalog: &'c Catalog, code: &'c Code) -> Vec<Fact<'c>> {
    let fact = |retry, known_by: String, place| {
        Fact::new("retry", list_json::retry(retry), known_by).shown(table::retry(retry)).at(place)
    };
    if code.retry.is_some() {
        let place = code.evidence.retry.as_ref();
        return vec![fact(code.retry.as_ref(), place.map_or("-", key_of).to_owned(), place)];
    }
    let index = catalog.codes.iter().position(|it| it.wire == code.wire);
    let statuses = catalog.statuses.iter().filter(|it| index.is_some_and(|index| it.codes.contains(&index)));
    let rules = statuses.filter(|it| it.retry.is_some());
    let mut facts: Vec<Fact<'_>> =
        rules.map(|it| fact(it.retry.as_ref(), format!("x-retry of {}", it.key), it.retry_place.as_ref())).collect();
    if facts.is_empty() {
        facts.push(fact(None, "-".to_owned(), None).shown("not retried: there is no rule".to_owned()));
    }
    facts
}

/// The responses of operations that document the code.
fn returning<'c>(catalog: &'c Catalog, code: &Code) -> Vec<(&'c Operation, String, &'c Place)> {
    let Some(index) = catalog.codes.iter().position(|it| it.wire == code.wire) else {
        return Vec::new();
    };
    let operations = code.operations.iter().filter_map(|it| catalog.operations.get(*it));
    let responses = operations.flat_map(|operation| operation.responses.iter().map(move |it| (operation, it)));
    let here = responses.filter(|(_, response)| response.codes.contains(&index));
    here.map(|(operation, response)| (operation, response.key.to_string(), &response.place)).collect()
}

fn position_text(position: Option<&Position>) -> String {
    position.map_or_else(|| "-".to_owned(), |it| format!("{}:{}:{}", it.file, it.line, it.column))
}
