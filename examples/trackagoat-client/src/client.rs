//! The operations that are called.

use errbook::reqwest::RequestBuilderExt as _;
use errbook::{CallError, Retries};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::{Method, RequestBuilder, Response};
use serde::{Deserialize, Serialize};

use crate::trackagoat::ResponseError;

/// Why a call failed: the API answered with an error, or no answer came.
pub type Failure = CallError<ResponseError, reqwest::Error>;

/// A connection to the API with one key.
#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    url: String,
    key: String,
    retries: Retries,
    prefer: Option<String>,
}

/// Somebody whose reach is tracked.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Creator {
    /// Its id.
    pub id: String,
    /// Its name on the platform.
    pub handle: String,
    /// The platform.
    pub platform: String,
    /// How many follow; `None` until they are counted.
    pub followers: Option<u64>,
}

/// What a campaign reached in a day.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Day {
    /// The date.
    pub day: String,
    /// How often it was seen.
    pub views: u64,
    /// How often it was clicked.
    pub clicks: u64,
}

#[derive(Serialize)]
struct NewCreator<'a> {
    handle: &'a str,
    platform: &'a str,
}

/// How the API wraps what it returns.
#[derive(Deserialize)]
struct Envelope<T> {
    data: T,
}

impl Client {
    /// A client of the API at `url`. `retries` says how it waits, and for how long.
    #[must_use]
    pub fn new(http: reqwest::Client, url: &str, key: &str, retries: Retries) -> Self {
        let url = url.trim_end_matches('/').to_owned();
        Self { http, url, key: key.to_owned(), retries, prefer: None }
    }

    /// The same, which asks for certain answers (RFC 7240), as `errbook mock` gives them.
    #[must_use]
    pub fn preferring(self, answers: &str) -> Self {
        Self { prefer: Some(answers.to_owned()), ..self }
    }

    /// The creators that are tracked, as many as `limit` at most.
    ///
    /// # Errors
    ///
    /// What the API answers at last, or that it does not.
    pub async fn creators(&self, limit: u8) -> Result<Vec<Creator>, Failure> {
        data(self.send("listCreators", self.request(Method::GET, "/creators").query(&[("limit", limit)])).await?).await
    }

    /// Tracks a creator. With an idempotency key it may be tried again; without one it is sent once.
    ///
    /// # Errors
    ///
    /// What the API answers at last, or that it does not.
    pub async fn track(&self, handle: &str, platform: &str, idempotency_key: Option<&str>) -> Result<Creator, Failure> {
        let mut request = self.request(Method::POST, "/creators").json(&NewCreator { handle, platform });
        if let Some(key) = idempotency_key {
            request = request.header("Idempotency-Key", key);
        }
        data(self.send("createCreator", request).await?).await
    }

    /// Stops tracking a creator.
    ///
    /// # Errors
    ///
    /// What the API answers at last, or that it does not.
    pub async fn untrack(&self, id: &str) -> Result<(), Failure> {
        let path = format!("/creators/{}", utf8_percent_encode(id, NON_ALPHANUMERIC));
        self.send("deleteCreator", self.request(Method::DELETE, &path)).await.map(drop)
    }

    /// What a campaign reached from the one date to the other, day by day.
    ///
    /// # Errors
    ///
    /// What the API answers at last, or that it does not.
    pub async fn analytics(&self, campaign: &str, from: &str, to: &str) -> Result<Vec<Day>, Failure> {
        let path = format!("/campaigns/{}/analytics", utf8_percent_encode(campaign, NON_ALPHANUMERIC));
        let request = self.request(Method::GET, &path).query(&[("from", from), ("to", to)]);
        data(self.send("getCampaignAnalytics", request).await?).await
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.http.request(method, format!("{}{path}", self.url)).bearer_auth(&self.key);
        match &self.prefer {
            Some(answers) => request.header("Prefer", answers),
            None => request,
        }
    }

    /// Sends a request until it works, or the rules of the API allow no further try.
    async fn send(&self, operation: &'static str, request: RequestBuilder) -> Result<Response, Failure> {
        request.send_with_retry(&self.retries.clone().operation(operation)).await
    }
}

async fn data<T: for<'de> Deserialize<'de>>(response: Response) -> Result<T, Failure> {
    let envelope: Envelope<T> = response.json().await.map_err(CallError::Transport)?;
    Ok(envelope.data)
}
