//! `errbook mock`: a server that plays the errors of an API.

mod answer;
mod body;
mod case;
mod counters;
mod errors;
mod headers;
mod listing;
mod play;
mod prefer;
mod routes;
mod sample;
mod server;
mod shown;
mod slots;

use std::net::TcpListener;
use std::path::PathBuf;

use clap::Args;

use self::play::Play;
use super::Reading;
use crate::exit::{Failure, Outcome};
use crate::print::{self, ReportForm};

/// Serves the errors of a spec over HTTP, until it is interrupted.
///
/// `/errors/CODE` and `/errors/STATUS` answer with that error, whatever the method; `/errors` lists what there is. The
/// operations of the spec succeed, unless a request says `Prefer: code=CODE` or `Prefer: status=404`. Further preferences:
/// `times=2` (then succeed), `retry-after=3` (seconds), `session=ID` (count apart).
#[derive(Debug, Args)]
pub(crate) struct Mock {
    /// The OpenAPI spec.
    spec: PathBuf,
    /// Where to listen; with port 0 the system chooses one.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:0")]
    listen: String,
    #[command(flatten)]
    reading: Reading,
}

impl Mock {
    pub(crate) fn run(&self, form: ReportForm) -> Result<Outcome, Failure> {
        let reading = errbook_spec::read(&self.spec, &self.reading.options())?;
        if let Some(warnings) = reading.warnings() {
            print::report(warnings, form);
        }
        let play = Play::of(reading);
        let listener = TcpListener::bind(&self.listen)
            .map_err(|error| Failure::Because(format!("error: cannot listen on {}: {error}", self.listen).into()))?;
        server::serve(listener, play, |address| Ok(print::result(&format!("listening on http://{address}\n"))?))?;
        Ok(Outcome::Fine)
    }
}
