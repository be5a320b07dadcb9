//! `errbook docs`: the error reference of an API, for those who call it.
//!
//! Catalog → page (`content`) → text (`html`, `markdown`): what the page says is settled once, and written in either form.

mod anchors;
mod content;
mod html;
mod markdown;
mod page;
mod prose;

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use errbook_spec::{LOCK_FILE, Lock};

use self::page::Page;
use super::Reading;
use super::mock::examples::Examples;
use super::reading;
use crate::exit::{Failure, Outcome};
use crate::print::{self, ReportForm};

/// Writes a page that says of each error of a spec what it means, what it looks like, who returns it and whether to try
/// again. `PAGE#CODE` leads to a code, so that logs and messages can refer to it.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Docs {
    /// The OpenAPI spec, or the name of an API.
    spec: PathBuf,
    /// Write the page to this folder, as NAME.html or NAME.md, and print its path; else the page goes to stdout.
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// In which form.
    #[arg(long, value_enum, default_value_t = Form::Html)]
    format: Form,
    #[command(flatten)]
    reading: Reading,
}

const EXAMPLES: &str = "\
Examples:
  errbook docs openapi.yaml > errors.html
  errbook docs openapi.yaml -o site                        # site/openapi.html, or site/NAME.html of errbook.toml
  errbook docs openapi.yaml -o docs --format markdown      # a page for the repository";

/// In which form the page is written.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Form {
    /// One file that stands alone: no requests, readable without scripts, on phones, in the dark and on paper.
    Html,
    /// A page for a repository, as GitHub shows it.
    Markdown,
}

impl Docs {
    pub(crate) fn run(&self, form: ReportForm) -> Result<Outcome, Failure> {
        let chosen = self.reading.of(&self.spec)?;
        let mut read = errbook_spec::read(&chosen.spec, &chosen.options)?;
        if let Some(warnings) = read.warnings() {
            print::report(warnings, form);
        }
        let page = content::page(&Examples::of(&mut read));
        let Some(folder) = self.output.as_ref().filter(|folder| *folder != Path::new("-")) else {
            print::result(&self.format.text(&page))?;
            return Ok(Outcome::Fine);
        };
        let lock = reading::lock()?.unwrap_or_else(|| Lock::new(LOCK_FILE));
        let file = folder.join(self.format.file_name(&chosen.name(&lock)));
        errbook_build::write(&file, self.format.text(&page))?;
        print::result(&format!("{}\n", file.display()))?;
        Ok(Outcome::Fine)
    }
}

impl Form {
    fn file_name(self, name: &str) -> String {
        let ending = match self {
            Self::Html => "html",
            Self::Markdown => "md",
        };
        // The name of an API is a stem of a file, or was chosen; it does not leave the folder.
        format!("{}.{ending}", name.replace(['/', '\\'], "-"))
    }

    fn text(self, page: &Page) -> String {
        let text = match self {
            Self::Html => html::html(page),
            Self::Markdown => markdown::markdown(page),
        };
        // A terminal would obey them.
        text.replace(|it: char| it.is_control() && it != '\n', "\u{fffd}")
    }
}
