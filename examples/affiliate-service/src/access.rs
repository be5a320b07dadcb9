//! Who calls, and what they may do.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use errbook::RateLimitPlan;

use crate::store::Store;

/// Why a call does not come through, whatever it asks for: every operation forwards this.
#[derive(Debug, thiserror::Error, errbook::ApiError)]
#[errbook(api = crate::affiliate)]
pub(crate) enum AccessError {
    #[error("The token is missing, unknown or revoked.")]
    #[errbook(code = TOKEN_INVALID)]
    Invalid,
    #[error("The access token has expired.")]
    #[errbook(code = TOKEN_EXPIRED)]
    Expired,
    #[error("The API key lacks the scope {0}.")]
    #[errbook(code = INSUFFICIENT_SCOPE)]
    Scope(Scope),
    #[error("Rate limit exceeded. Retry after {} seconds.", .0.as_secs())]
    #[errbook(code = RATE_LIMIT_EXCEEDED, retry_after = _0)]
    TooOften(Duration),
    #[error("The calls that were paid for are used up.")]
    #[errbook(code = QUOTA_EXCEEDED)]
    UsedUp,
    #[error("the token could not be looked up")]
    #[errbook(status = 500)]
    Database(#[from] sqlx::Error),
}

/// What a token can be allowed to do.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Scope {
    ReadCampaigns,
    WriteCampaigns,
    WriteAffiliates,
    WriteLinks,
}

impl Scope {
    fn name(self) -> &'static str {
        match self {
            Self::ReadCampaigns => "campaigns:read",
            Self::WriteCampaigns => "campaigns:write",
            Self::WriteAffiliates => "affiliates:write",
            Self::WriteLinks => "links:write",
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// A token as the database has it.
#[derive(Debug)]
pub(crate) struct Token {
    pub(crate) id: i64,
    pub(crate) account_id: i64,
    pub(crate) plan: &'static RateLimitPlan,
    pub(crate) scopes: String,
    pub(crate) expires_at: Option<i64>,
    pub(crate) revoked: bool,
    pub(crate) prepaid: bool,
}

/// Who calls.
#[derive(Debug, Clone)]
pub(crate) struct Caller {
    pub(crate) token_id: i64,
    pub(crate) account_id: i64,
    pub(crate) plan: &'static RateLimitPlan,
    scopes: String,
    prepaid: bool,
}

impl Caller {
    /// Goes on only if the token has a scope.
    pub(crate) fn may(&self, scope: Scope) -> Result<(), AccessError> {
        let has = self.scopes.split(' ').any(|name| name == scope.name());
        if has { Ok(()) } else { Err(AccessError::Scope(scope)) }
    }

    /// Whether the account pays nothing.
    pub(crate) fn is_on_the_free_plan(&self) -> bool {
        self.plan.name == "Free"
    }

    /// How many campaigns and links the account may have.
    pub(crate) fn quota(&self) -> i64 {
        if self.is_on_the_free_plan() { 2 } else { 10_000 }
    }
}

/// Finds out who calls.
pub(crate) async fn identify(store: &Store, headers: &HeaderMap) -> Result<Caller, AccessError> {
    let header = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = header.and_then(|header| header.strip_prefix("Bearer ")).ok_or(AccessError::Invalid)?;
    let token = store.token(token).await?.filter(|token| !token.revoked).ok_or(AccessError::Invalid)?;
    if token.expires_at.is_some_and(|end| end <= seconds_since_1970(SystemTime::now()).cast_signed()) {
        return Err(AccessError::Expired);
    }
    let Token { id, account_id, plan, scopes, prepaid, .. } = token;
    Ok(Caller { token_id: id, account_id, plan, scopes, prepaid })
}

/// Counts a call of an account that has paid for so many.
pub(crate) async fn pay(store: &Store, caller: &Caller) -> Result<(), AccessError> {
    let is_paid = !caller.prepaid || store.spend_call(caller.account_id).await?;
    if is_paid { Ok(()) } else { Err(AccessError::UsedUp) }
}

/// A time as the API counts it; a clock before 1970 is at its beginning.
pub(crate) fn seconds_since_1970(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}
