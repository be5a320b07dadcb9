//! Trades on an exchange whose spec is not ours. What the spec leaves unsaid stands in an overlay beside it.

use std::thread;

use exchange::{ErrorKind, ResponseError};
use serde_json::{Value, json};
use ureq::http::{Response, header};
use ureq::{Agent, Body};

/// The errors of the exchange, made from `exchange.yaml` and `exchange.overlay.yaml`.
pub mod exchange {
    errbook::include_errors!("exchange");
}

/// A larger body is cut off: the status and the headers of an error are worth more than its tail.
const LARGEST_BODY: u64 = 1 << 20;

/// A connection to the exchange with one key.
#[derive(Debug)]
pub struct Client {
    agent: Agent,
    url: String,
    key: String,
}

/// Why a call failed.
#[derive(Debug)]
pub enum Failure {
    /// No answer came.
    Transport(ureq::Error),
    /// The answer is an error of the exchange.
    Exchange(Box<ResponseError>),
}

impl Client {
    /// A client of the exchange at `url`.
    #[must_use]
    pub fn new(url: &str, key: &str) -> Self {
        let agent = Agent::config_builder().http_status_as_error(false).build().into();
        Self { agent, url: url.to_owned(), key: key.to_owned() }
    }

    /// Places an order to buy. It is tried again as often, and after as long a time, as the overlay says for the error.
    ///
    /// # Errors
    ///
    /// What the exchange answers at last, or that it does not.
    pub fn buy(&self, market: &str, size: &str) -> Result<Value, Failure> {
        let order = json!({"market": market, "side": "buy", "size": size}).to_string();
        let mut tries = 0;
        loop {
            let request = self.agent.post(format!("{}/v2/orders", self.url)).header("x-key", &self.key);
            let failure = match answer(request.header(header::CONTENT_TYPE, "application/json").send(&order)) {
                Ok(order) => return Ok(order),
                Err(failure) => failure,
            };
            tries += 1;
            let Failure::Exchange(error) = &failure else { return Err(failure) };
            let Some(delay) = error.retry_delay(tries) else { return Err(failure) };
            thread::sleep(delay);
        }
    }
}

/// A success is its JSON; anything else is an error, whatever its body looks like.
fn answer(response: Result<Response<Body>, ureq::Error>) -> Result<Value, Failure> {
    let (head, mut body) = response.map_err(Failure::Transport)?.into_parts();
    let bytes = body.with_config().limit(LARGEST_BODY).read_to_vec().map_err(Failure::Transport)?;
    match serde_json::from_slice(&bytes) {
        Ok(value) if head.status.is_success() => Ok(value),
        _ => Err(Failure::Exchange(Box::new(ResponseError::decode(head.status, &head.headers, bytes)))),
    }
}

/// What to tell the trader.
#[must_use]
pub fn advice(failure: &Failure) -> String {
    let error = match failure {
        Failure::Transport(error) => return format!("The exchange cannot be reached: {error}"),
        Failure::Exchange(error) => error,
    };
    match error.kind() {
        Some(ErrorKind::FundsInsufficient) => format!("Not enough funds: {}", error.message()),
        Some(ErrorKind::MarketClosed) => "The market is closed.".to_owned(),
        Some(ErrorKind::SecondFactorRequired) => "Please confirm with your device.".to_owned(),
        Some(ErrorKind::RateExceeded | ErrorKind::EngineUnavailable) => "The exchange is busy.".to_owned(),
        // A code that is newer than spec and overlay is no reason to fail: status, code and message are still there.
        Some(_) | None => error.to_string(),
    }
}
