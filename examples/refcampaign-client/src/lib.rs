//! Calls RefCampaign with `ureq`; any HTTP client would do, because errors are decoded from status, headers and bytes.

use std::io::Read as _;

use refcampaign::ResponseError;
use serde_json::Value;
use ureq::http::{Response, header};
use ureq::{Agent, Body};

/// The errors of the API, made from `spec/apis/refcampaign.yaml`.
pub mod refcampaign {
    errbook::include_errors!("refcampaign");
}

/// A larger body is cut off: the status and the headers of an error are worth more than its tail.
const LARGEST_BODY: u64 = 1 << 20;

/// A connection to the API with one key.
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
    /// The answer is an error of the API.
    Api(ResponseError),
}

impl Client {
    /// A client of the API at `url`.
    #[must_use]
    pub fn new(url: &str, key: &str) -> Self {
        let agent = Agent::config_builder().http_status_as_error(false).build().into();
        Self { agent, url: url.to_owned(), key: key.to_owned() }
    }

    /// Signs up an affiliate.
    ///
    /// # Errors
    ///
    /// What the API answers, or that it does not.
    pub fn create_affiliate(&self, campaign: &str, email: &str) -> Result<Value, Failure> {
        let body = serde_json::json!({"campaignId": campaign, "email": email}).to_string();
        let request =
            self.agent.post(format!("{}/affiliates", self.url)).header(header::CONTENT_TYPE, "application/json");
        answer(request.header(header::AUTHORIZATION, format!("Bearer {}", self.key)).send(body))
    }

    /// Reads an affiliate.
    ///
    /// # Errors
    ///
    /// What the API answers, or that it does not.
    pub fn affiliate(&self, id: &str) -> Result<Value, Failure> {
        let request = self.agent.get(format!("{}/affiliates/{id}", self.url));
        answer(request.header(header::AUTHORIZATION, format!("Bearer {}", self.key)).call())
    }
}

/// A success is its JSON; anything else is an error, whatever its body looks like.
fn answer(response: Result<Response<Body>, ureq::Error>) -> Result<Value, Failure> {
    let (head, mut body) = response.map_err(Failure::Transport)?.into_parts();
    let mut bytes = Vec::new();
    // A body that breaks off leaves what came of it.
    let is_whole = body.as_reader().take(LARGEST_BODY).read_to_end(&mut bytes).is_ok();
    if is_whole
        && head.status.is_success()
        && let Ok(value) = serde_json::from_slice(&bytes)
    {
        return Ok(value);
    }
    Err(Failure::Api(ResponseError::decode(head.status, &head.headers, bytes)))
}

/// What to tell the person who filled in the form.
#[must_use]
pub fn advice(failure: &Failure) -> String {
    use refcampaign::ErrorKind;

    let error = match failure {
        Failure::Transport(error) => return format!("RefCampaign cannot be reached: {error}"),
        Failure::Api(error) => error,
    };
    match error.kind() {
        Some(ErrorKind::ValidationFailed(issues)) => {
            let issues: Vec<String> = issues.iter().map(|issue| issue.message.clone()).collect();
            format!("Please correct: {}", issues.join("; "))
        }
        Some(ErrorKind::AlreadyExists) => "You are signed up already.".to_owned(),
        Some(ErrorKind::RateLimitExceeded | ErrorKind::LimitExceeded) => match error.retry_after() {
            Some(wait) => format!("Please try again in {} s.", wait.as_secs()),
            None => "Please try again later.".to_owned(),
        },
        Some(ErrorKind::ServerError | ErrorKind::ServiceUnavailable) => "RefCampaign is having trouble.".to_owned(),
        // A code that is newer than this program is no reason to fail: status, code and message are still there.
        Some(_) | None => error.to_string(),
    }
}
