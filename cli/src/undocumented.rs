//! The errors that derives let out undocumented, as the sources of a package say it: `undocumented = "…"`.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use proc_macro2::Span;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Attribute, Expr, ExprLit, File, Lit, Meta, MetaNameValue, Token, Variant};

use crate::print;
use crate::rows::visible;

/// More files are not looked at.
const MOST_FILES: usize = 20_000;

/// Folders that are nested deeper are not looked at.
const DEEPEST: usize = 64;

/// Larger files were not written by hand.
const LARGEST: u64 = 4 << 20;

/// A line per error: where it is let out, what it is, and why.
pub(crate) fn list(folder: &Path) -> io::Result<String> {
    let mut list = String::new();
    for path in sources(folder)? {
        let text = fs::read_to_string(&path)?;
        // Most files say nothing of the kind, and need not be parsed to know it.
        if !text.contains("undocumented") {
            continue;
        }
        let Ok(file) = syn::parse_file(&text) else {
            print::message(format_args!("{} is no Rust: what it lets out is not known", path.display()));
            continue;
        };
        for found in Found::of(&file) {
            let (what, why) = (visible(&found.what), visible(&found.why));
            let _ = writeln!(list, "{}:{}: {what} is sent undocumented: {why}", path.display(), found.line);
        }
    }
    Ok(list)
}

/// The sources below a folder, in the order of their paths; none where there is no such folder. Links are not followed.
fn sources(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut sources = Vec::new();
    let mut folders = vec![(folder.to_owned(), 0)];
    while let Some((folder, depth)) = folders.pop().filter(|_| sources.len() < MOST_FILES) {
        let entries = match fs::read_dir(&folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            entries => entries?,
        };
        for entry in entries.take(MOST_FILES) {
            let entry = entry?;
            let (kind, path) = (entry.file_type()?, entry.path());
            if kind.is_dir() && depth < DEEPEST {
                folders.push((path, depth + 1));
            } else if kind.is_file()
                && path.extension().is_some_and(|it| it == "rs")
                && entry.metadata()?.len() <= LARGEST
            {
                sources.push(path);
            }
        }
    }
    sources.sort();
    Ok(sources)
}

/// An error that is let out.
struct Found {
    line: usize,
    what: String,
    why: String,
}

impl Found {
    fn of(file: &File) -> Vec<Self> {
        let mut all = All::default();
        all.visit_file(file);
        all.0
    }

    fn of_attribute(attribute: &Attribute, name: &str) -> Option<Self> {
        if !attribute.path().is_ident("errbook") {
            return None;
        }
        let entries = attribute.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated).ok()?;
        let value = |key: &str| {
            let entry = entries.iter().find(|entry| entry.path().is_ident(key));
            entry.and_then(|entry| entry.require_name_value().ok())
        };
        let undocumented = value("undocumented")?;
        let what = value("code").and_then(word).or_else(|| value("status").and_then(word));
        Some(Self {
            line: span(undocumented).start().line,
            what: what.unwrap_or_else(|| name.to_owned()),
            why: word(undocumented)?,
        })
    }
}

fn span(entry: &MetaNameValue) -> Span {
    entry.path.get_ident().map_or_else(Span::call_site, syn::Ident::span)
}

/// The text of a literal or of a name.
fn word(entry: &MetaNameValue) -> Option<String> {
    match &entry.value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        Expr::Lit(ExprLit { lit: Lit::Int(integer), .. }) => Some(integer.base10_digits().to_owned()),
        Expr::Path(path) => path.path.get_ident().map(ToString::to_string),
        _ => None,
    }
}

#[derive(Default)]
struct All(Vec<Found>);

impl<'a> Visit<'a> for All {
    fn visit_variant(&mut self, variant: &'a Variant) {
        let name = variant.ident.to_string();
        self.0.extend(variant.attrs.iter().filter_map(|attribute| Found::of_attribute(attribute, &name)));
        visit::visit_variant(self, variant);
    }

    fn visit_item_struct(&mut self, item: &'a syn::ItemStruct) {
        let name = item.ident.to_string();
        self.0.extend(item.attrs.iter().filter_map(|attribute| Found::of_attribute(attribute, &name)));
        visit::visit_item_struct(self, item);
    }
}
