//! Calls that are tried again: what a caller settles once, and how far one call has come.

use std::borrow::Cow;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use crate::{ResponseError, RetryPolicy};

/// What is read of the body of an error, unless something else is said.
pub(super) const BODY_LIMIT: usize = 1024 * 1024;

/// A sleep on its way.
pub(super) type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;

/// How calls are tried again: what is allowed, and what waits and chooses meanwhile. One serves all calls, and clones of
/// it are cheap.
///
/// ```
/// use std::time::Duration;
///
/// use errbook::{Retries, RetryPolicy};
///
/// let retries = Retries::new()
///     .policy(RetryPolicy::new().budget(Duration::from_secs(60)))
///     .operation("createOrder");
/// # let _ = retries;
/// ```
#[derive(Clone)]
pub struct Retries {
    policy: RetryPolicy,
    operation: Option<Cow<'static, str>>,
    body_limit: usize,
    sleep: Arc<dyn Fn(Duration) -> Sleep + Send + Sync>,
    jitter: Arc<dyn Fn() -> f64 + Send + Sync>,
}

impl Default for Retries {
    fn default() -> Self {
        Self::new()
    }
}

impl Retries {
    /// The default [`RetryPolicy`], tokio's clock, and full jitter.
    #[must_use]
    pub fn new() -> Self {
        Self {
            policy: RetryPolicy::new(),
            operation: None,
            body_limit: BODY_LIMIT,
            sleep: Arc::new(|wait| Box::pin(tokio::time::sleep(wait))),
            jitter: Arc::new(fastrand::f64),
        }
    }

    /// What is allowed.
    #[must_use]
    pub fn policy(self, policy: RetryPolicy) -> Self {
        Self { policy, ..self }
    }

    /// What the calls are for, as the log tells it: an `operationId`, say.
    #[must_use]
    pub fn operation(self, name: impl Into<Cow<'static, str>>) -> Self {
        Self { operation: Some(name.into()), ..self }
    }

    /// How many bytes are read of the body of an error; 1 MiB unless it is said. In a stack of tower's services it is
    /// the decoding layer that reads, and is told.
    #[must_use]
    pub fn body_limit(self, bytes: usize) -> Self {
        Self { body_limit: bytes, ..self }
    }

    /// Waits in another way: by another clock, or not at all in a test.
    #[must_use]
    pub fn sleep<F: Future<Output = ()> + Send + 'static>(
        self,
        sleep: impl Fn(Duration) -> F + Send + Sync + 'static,
    ) -> Self {
        Self { sleep: Arc::new(move |wait| Box::pin(sleep(wait))), ..self }
    }

    /// Chooses in another way which share of a wait that the API's rules have is taken, from 0 to 1: `|| 1.0` is
    /// without jitter. A wait that the server asked for is kept to.
    #[must_use]
    pub fn jitter(self, choose: impl Fn() -> f64 + Send + Sync + 'static) -> Self {
        Self { jitter: Arc::new(choose), ..self }
    }

    /// What is allowed.
    pub(super) fn allowed(&self) -> &RetryPolicy {
        &self.policy
    }

    /// Waits.
    pub(super) fn wait(&self, wait: Duration) -> Sleep {
        (self.sleep)(wait)
    }
}

impl fmt::Debug for Retries {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Retries")
            .field("policy", &self.policy)
            .field("operation", &self.operation)
            .field("body_limit", &self.body_limit)
            .finish_non_exhaustive()
    }
}

/// How far one call has come.
#[derive(Debug, Clone, Default)]
pub(super) struct Tries {
    done: u32,
    waited: Duration,
}

impl Tries {
    /// Counts a failed try, with the answer if there was one; the wait before the next one, if there is one.
    ///
    /// Without an answer nobody knows whether the server acted, and no rule is published for it: there is no next one.
    pub(super) fn failed(
        &mut self,
        retries: &Retries,
        may_repeat: bool,
        answer: Option<&dyn ResponseError>,
    ) -> Option<Duration> {
        self.done = self.done.saturating_add(1);
        let allowed = answer.filter(|_| may_repeat);
        let wait = allowed.and_then(|error| retries.policy.next(error, self.done, self.waited, (retries.jitter)()));
        self.waited = self.waited.saturating_add(wait.unwrap_or_default());
        #[cfg(feature = "tracing")]
        super::tracing::try_failed(retries.operation.as_deref(), answer, self.done, wait);
        wait
    }
}

/// The calls of clients that have no retries of their own.
#[cfg(feature = "reqwest")]
impl Retries {
    /// How many bytes are read of the body of an error.
    pub(super) fn most_bytes(&self) -> usize {
        self.body_limit
    }

    /// Tries until it works, or there is no further try. `answer` finds the server's answer in what went wrong.
    pub(super) async fn run<T, E, F: Future<Output = Result<T, E>>>(
        &self,
        may_repeat: bool,
        attempt: impl FnMut() -> F,
        answer: impl Fn(&E) -> Option<&dyn ResponseError>,
    ) -> Result<T, E> {
        use backon::Retryable as _;

        let mut tries = Tries::default();
        let retries = self.clone();
        attempt
            .retry(std::iter::empty())
            .sleep(move |wait| retries.wait(wait))
            .adjust(|error, _| tries.failed(self, may_repeat, answer(error)))
            .await
    }
}
