//! `errbook mock`: a server that plays the errors of an API.

mod answer;
mod body;
mod case;
mod counters;
mod errors;
pub(super) mod examples;
mod headers;
mod listing;
mod moment;
mod play;
mod prefer;
mod routes;
mod sample;
mod server;
mod shown;
mod slots;
mod waiting;

use std::io;
use std::net::TcpListener;
use std::path::PathBuf;

use clap::Args;

use self::play::Play;
use super::Reading;
use crate::exit::{Failure, Outcome};
use crate::print::{self, ReportForm};

/// How to ask for errors.
const ASKING: &str = "\
What is served, until SIGINT or SIGTERM:
  /errors          what there is
  /errors/CODE     that error, whatever the method; also /errors/STATUS
  the spec's paths their success, unless the request has a header `Prefer`:
      code=CODE      that error
      status=404     an error of that status; with `code`, which of its statuses
      times=2        so often, then the success; counted by method, path and preferences
      session=ID     counts apart from other sessions
      retry-after=3  how many seconds a client is told to wait; `none`: it is not told

Example: curl -i http://127.0.0.1:4010/orders/17 -H 'Prefer: code=ORDER_NOT_FOUND; times=2'";

/// What to listen on where only a part of it is said.
const LOCAL: &str = "127.0.0.1";
const PORT: u16 = 4010;

/// Serves the errors of a spec over HTTP.
#[derive(Debug, Args)]
#[command(after_help = ASKING)]
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
        let chosen = self.reading.of(&self.spec)?;
        let reading = errbook_spec::read(&chosen.spec, &chosen.options)?;
        if let Some(warnings) = reading.warnings() {
            print::report(warnings, form);
        }
        let play = Play::of(reading);
        let listener = TcpListener::bind(&self.listen).map_err(|error| self.refused(&error))?;
        server::serve(listener, play, |address| Ok(print::result(&format!("listening on http://{address}\n"))?))?;
        Ok(Outcome::Fine)
    }

    /// Why nothing can be heard there, and what to write where that is no address.
    fn refused(&self, error: &io::Error) -> Failure {
        let listen = &self.listen;
        let help = match (error.kind(), listen.parse::<u16>()) {
            (io::ErrorKind::InvalidInput, Ok(port)) => address(LOCAL, port),
            (io::ErrorKind::InvalidInput, Err(_)) => {
                let is_host =
                    !listen.is_empty() && listen.chars().all(|it| it.is_ascii_alphanumeric() || ".-".contains(it));
                address(if is_host { listen } else { LOCAL }, PORT)
            }
            _ => String::new(),
        };
        Failure::Because(format!("error: cannot listen on {listen}: {error}{help}").into())
    }
}

fn address(host: &str, port: u16) -> String {
    format!("\n  = help: write a host and a port, as in `--listen {host}:{port}`")
}
