//! The operations that are called, and the stack of services below them.

use std::error::Error;

use bytes::Bytes;
use errbook::tower::{DecodeErrors, RetryErrors};
use errbook::{CallError, Retries};
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{Method, Request, Response};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::Incoming;
use hyper_util::client::legacy::{Client as Hyper, Error as HyperError};
use hyper_util::rt::TokioExecutor;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use tower::retry::RetryLayer;
use tower::util::BoxCloneSyncService;
use tower::{ServiceBuilder, ServiceExt as _};

use crate::publishing::ResponseError;

/// No success is larger.
const LARGEST_BODY: usize = 16 << 20;

/// Why a call failed.
#[derive(Debug)]
pub enum Failure {
    /// The API answered with an error.
    Answered(ResponseError),
    /// No answer came, or not all of it, or it cannot be understood.
    Broken(Box<dyn Error + Send + Sync>),
}

/// A request on its way to an answer that is no error.
type Http = BoxCloneSyncService<Request<Full<Bytes>>, Response<Incoming>, CallError<ResponseError, HyperError>>;

/// A connection to the API with one key.
#[derive(Debug, Clone)]
pub struct Client {
    http: Http,
    url: String,
    key: String,
    prefer: Option<String>,
}

impl Client {
    /// A client of the API at `url`. `retries` says how it waits, and for how long.
    #[must_use]
    pub fn new(url: &str, key: &str, retries: Retries) -> Self {
        let http = ServiceBuilder::new()
            .layer(RetryLayer::new(RetryErrors::new(retries)))
            .layer(DecodeErrors::<ResponseError>::new())
            .service(Hyper::builder(TokioExecutor::new()).build_http());
        let url = url.trim_end_matches('/').to_owned();
        Self { http: BoxCloneSyncService::new(http), url, key: key.to_owned(), prefer: None }
    }

    /// The same, which asks for certain answers (RFC 7240), as `errbook mock` gives them.
    #[must_use]
    pub fn preferring(self, answers: &str) -> Self {
        Self { prefer: Some(answers.to_owned()), ..self }
    }

    /// How many credits there are.
    ///
    /// # Errors
    ///
    /// What the API answers at last, or that it does not.
    pub async fn credits(&self) -> Result<u64, Failure> {
        let data = self.call(Method::GET, "/account/credits", Value::Null).await?;
        data["balance"].as_u64().ok_or_else(|| Failure::Broken("the balance is no number".into()))
    }

    /// Has a text written about a topic; its id. It costs credits, and is never asked for twice.
    ///
    /// # Errors
    ///
    /// What the API answers, or that it does not.
    pub async fn write(&self, topic: &str) -> Result<String, Failure> {
        let data = self.call(Method::POST, "/content", json!({"topic": topic})).await?;
        data["id"].as_str().map(str::to_owned).ok_or_else(|| Failure::Broken("the text has no id".into()))
    }

    /// Publishes a text.
    ///
    /// # Errors
    ///
    /// What the API answers, or that it does not.
    pub async fn publish(&self, id: &str, platform: &str) -> Result<(), Failure> {
        let path = format!("/content/{}/publish", utf8_percent_encode(id, NON_ALPHANUMERIC));
        self.call(Method::POST, &path, json!({"platform": platform})).await.map(drop)
    }

    /// The `data` of a success.
    async fn call(&self, method: Method, path: &str, body: Value) -> Result<Value, Failure> {
        let request = self.request(method, path, &body).map_err(Failure::broken)?;
        let response = self.http.clone().oneshot(request).await.map_err(|error| match error {
            CallError::Answered(error) => Failure::Answered(error),
            CallError::Transport(error) => Failure::broken(error),
        })?;
        let (parts, body) = response.into_parts();
        let bytes = Limited::new(body, LARGEST_BODY).collect().await.map_err(Failure::Broken)?.to_bytes();
        let mut answer: Value = serde_json::from_slice(&bytes).map_err(Failure::broken)?;
        // The API says to look at `success` first: an error is one with a status of success too.
        if answer["success"] == false {
            return Err(Failure::Answered(ResponseError::decode(parts.status, &parts.headers, bytes)));
        }
        Ok(answer["data"].take())
    }

    fn request(&self, method: Method, path: &str, body: &Value) -> http::Result<Request<Full<Bytes>>> {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.url));
        request = request.header(AUTHORIZATION, format!("Bearer {}", self.key));
        if let Some(answers) = &self.prefer {
            request = request.header("Prefer", answers);
        }
        match body {
            Value::Null => request.body(Full::default()),
            body => request.header(CONTENT_TYPE, "application/json").body(Full::from(body.to_string())),
        }
    }
}

impl Failure {
    fn broken(error: impl Error + Send + Sync + 'static) -> Self {
        Self::Broken(Box::new(error))
    }
}
