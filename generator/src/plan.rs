//! Catalog → plan: what is generated, every name an identifier. Past this, nothing can fail.

mod constructor;
mod depth;
mod held;
mod operation;
mod reach;
mod types;

use errbook_spec::{Catalog, Code, Status, StatusKey};
use proc_macro2::Ident;

use crate::Result;
use crate::error::Error;
use crate::missing_status::MissingStatus;
use crate::problem::Problem;

pub(crate) use operation::{Fault, Operation};
pub(crate) use types::{Bodies, Holder, LeftOut, Type, Types};

/// Which side of the contract is generated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Side {
    /// The service's and the client's.
    #[default]
    Both,
    /// The client's alone.
    Client,
}

/// What is generated for one API.
pub(crate) struct Plan<'c> {
    /// The facts that go into tables as they are.
    pub(crate) catalog: &'c Catalog,
    /// Which side of the contract is generated.
    pub(crate) side: Side,
    /// The declared codes, at the positions they have in the catalog.
    pub(crate) codes: Vec<&'c Code>,
    /// What one matches on: a kind per code, then one per status that can come without a code.
    pub(crate) kinds: Vec<Kind<'c>>,
    /// The operations that document an error; none on the client side.
    pub(crate) operations: Vec<Operation<'c>>,
    /// The types of payloads and bodies.
    pub(crate) types: Types<'c>,
}

/// A variant of `ErrorKind`, with the constructor that makes an error of it.
pub(crate) struct Kind<'c> {
    /// The variant.
    pub(crate) ident: Ident,
    /// The constructor.
    pub(crate) constructor: Ident,
    /// What it is a kind of.
    pub(crate) case: Case<'c>,
}

/// What a kind of error is.
#[derive(Clone, Copy)]
pub(crate) enum Case<'c> {
    /// A code.
    Code(&'c Code),
    /// A status without a code.
    Status(&'c Status),
}

/// Settles what is generated; `missing` are the codes without a status, where the service side is asked for.
///
/// # Errors
///
/// If a code has no status that needs one, or if two names meet.
pub(crate) fn plan(catalog: &Catalog, side: Side, bodies: Bodies, missing: Option<MissingStatus>) -> Result<Plan<'_>> {
    let mut problems = too_many(catalog);
    problems.extend(missing.map(Problem::MissingStatus));
    let kinds = or_note(kinds(catalog), &mut problems);
    if side == Side::Both {
        problems.extend(constructor::collisions(&kinds));
    }
    let operations = match side {
        Side::Both => or_note(operation::operations(catalog, &kinds), &mut problems),
        Side::Client => Vec::new(),
    };
    let types = Types::new(catalog, bodies).map_err(|problem| problems.push(problem)).ok();
    if kinds.is_empty() && problems.is_empty() {
        problems.push(Problem::NoErrors);
    }
    Error::unless_empty(problems)?;
    let types = types.unwrap_or_default();
    let codes = catalog.codes.iter().filter(|code| !code.open).collect();
    Ok(Plan { catalog, side, codes, kinds, operations, types })
}

/// The tables hold positions in 16 bits, of which the highest stands for none.
fn too_many(catalog: &Catalog) -> Vec<Problem> {
    const MOST: usize = 0xfffe;
    let counts = [
        ("codes", catalog.codes.len()),
        ("error statuses", catalog.statuses.len()),
        ("error bodies", catalog.envelopes.len()),
    ];
    let beyond = counts.into_iter().filter(|(_, count)| *count > MOST);
    beyond.map(|(what, count)| Problem::TooMany { what, count, most: MOST }).collect()
}

/// What was made, or nothing and a problem more.
fn or_note<T>(made: std::result::Result<Vec<T>, Problem>, problems: &mut Vec<Problem>) -> Vec<T> {
    made.unwrap_or_else(|problem| {
        problems.push(problem);
        Vec::new()
    })
}

fn kinds(catalog: &Catalog) -> std::result::Result<Vec<Kind<'_>>, Problem> {
    let codes = catalog.codes.iter().filter(|code| !code.open).map(Case::Code);
    let statuses = catalog.statuses.iter().filter(|status| status.uncoded).map(Case::Status);
    codes.chain(statuses).map(kind).collect()
}

fn kind(case: Case<'_>) -> std::result::Result<Kind<'_>, Problem> {
    let ident = ident(match case {
        Case::Code(code) => &code.ident,
        Case::Status(status) => &status.ident,
    })?;
    Ok(Kind { constructor: constructor::of(&ident), ident, case })
}

/// The catalog has settled all names; what it takes for a letter rustc might still not.
fn ident(text: &str) -> std::result::Result<Ident, Problem> {
    syn::parse_str(text).map_err(|_| Problem::BadIdentifier(text.to_owned()))
}

impl Plan<'_> {
    /// The name of the API, and a full stop.
    pub(crate) fn title(&self) -> String {
        format!("{}.", self.catalog.api.title.trim_end_matches('.'))
    }

    /// Whether codes stand in payloads or bodies.
    pub(crate) fn have_codes_in_types(&self) -> bool {
        let mut payloads = self.codes.iter().filter_map(|code| code.payload.as_ref());
        payloads.any(|payload| types::is_code(&payload.ty)) || self.types.hold_codes()
    }
}

impl Kind<'_> {
    /// Whether it is the kind of a status range or of `default`, and so holds the status.
    pub(crate) fn holds_status(&self) -> bool {
        matches!(self.case, Case::Status(status) if !matches!(status.key, StatusKey::Exact(_)))
    }
}
