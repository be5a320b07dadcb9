//! `errbook init`: a cargo package that generates the errors of a spec.

mod files;
mod find;
mod manifest;
mod text;

use std::path::{Path, PathBuf};

use clap::Args;
use errbook_build::Generated;

use self::files::Refusals;
use self::manifest::Manifest;
use self::text::Setup;
use super::Reading;
use crate::exit::{Failure, Outcome};
use crate::print::{self, ReportForm};

/// Makes the cargo package of this folder generate the errors of a spec: writes `build.rs`, `src/errors.rs` and
/// `errbook.toml`, and adds the dependencies to `Cargo.toml`. What is there already is left as it is; then nothing is
/// written.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Init {
    /// The OpenAPI spec; the only `openapi.yaml`, `openapi.yml` or `openapi.json` below this folder may go without saying.
    spec: Option<PathBuf>,
    /// Generate the client side alone, for which the statuses of the codes need not be known.
    #[arg(long)]
    client_only: bool,
    /// What to call the API; it is called as its file unless told otherwise.
    #[arg(long)]
    name: Option<String>,
    #[command(flatten)]
    reading: Reading,
}

const EXAMPLES: &str = "\
Examples:
  errbook init                             # finds the spec
  errbook init openapi.yaml --name shop
  errbook init openapi.yaml --client-only --overlay errors.overlay.yaml   # for an API of somebody else";

impl Init {
    pub(crate) fn run(&self, form: ReportForm) -> Result<Outcome, Failure> {
        let manifest = Manifest::read()?;
        let setup = self.setup()?;
        // The spec is tried before anything is written; what is wrong with it is said together with what is in the way.
        let generated = setup.config().generate(&setup.spec).map_err(Failure::from);
        let mut refusals = Refusals::default();
        refusals.of_files(&setup, generated.as_ref().map_or("…", Generated::name));
        refusals.extend(manifest.refusal());
        let generated = match (generated, refusals.into_failure()) {
            (Ok(generated), None) => generated,
            (Err(failure), None) | (Ok(_), Some(failure)) => return Err(failure),
            (Err(spec), Some(refused)) => {
                spec.report(form);
                return Err(refused);
            }
        };
        if let Some(warnings) = generated.warnings() {
            print::report(warnings, form);
        }
        let files = setup.files(generated.name());
        let (manifest, added) = manifest.with_dependencies(&setup)?;
        files::write(&files, &manifest)?;
        print::result(&done(&files.map(|(file, _)| file), &added))?;
        Ok(Outcome::Fine)
    }

    fn setup(&self) -> Result<Setup, Failure> {
        let spec = match &self.spec {
            Some(spec) => spec.clone(),
            None => find::spec()?,
        };
        let options = self.reading.over(None);
        let overlays = options.overlays.iter().map(|overlay| find::from_here(overlay));
        Ok(Setup {
            spec: find::from_here(&spec)?,
            name: self.name.clone(),
            code_paths: options.code_paths.clone(),
            overlays: overlays.collect::<Result<_, _>>()?,
            client_only: self.client_only,
        })
    }
}

/// What was done, and what is left to do.
fn done(files: &[&str], added: &[&str]) -> String {
    let added = match added {
        [] => String::new(),
        added => format!("; added {} to Cargo.toml", added.join(" and ")),
    };
    let roots = ["src/lib.rs", "src/main.rs"];
    let root = roots.into_iter().find(|root| Path::new(root).is_file()).unwrap_or("the root of the crate");
    format!("wrote {}{added}\nnext: write `pub mod errors;` into {root}, then run `cargo check`\n", files.join(", "))
}
