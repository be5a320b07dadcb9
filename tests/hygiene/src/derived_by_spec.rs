//! Types whose derives read a spec, which know the runtime by no other name than the one here.

/// Codes that nobody uses.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::mistakes::ErrorCode,
)]
#[errbook(spec = "../../spec/apis/publishing.yaml", crate = ::mistakes)]
pub(crate) enum Code {
    /// 400
    ValidationError,
    /// 401
    Unauthorized,
    /// 402
    InsufficientCredits,
    /// 403
    Forbidden,
    /// 404
    NotFound,
    /// 409
    Conflict,
    /// 412
    PreconditionFailed,
    /// 429
    #[errbook(code = RATE_LIMIT_EXCEEDED)]
    Throttled,
    /// 500
    InternalError,
}

/// No codes at all.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::mistakes::ErrorCode,
)]
#[errbook(spec = "../../spec/apis/plain.yaml", crate = ::mistakes)]
pub(crate) enum NoCode {}

/// An error with a payload.
#[derive(::core::fmt::Debug, ::mistakes::ApiError)]
#[errbook(spec = "../../spec/apis/trackagoat.yaml", operation = "listCreators", crate = ::mistakes)]
pub(crate) enum ListError {
    /// By a code.
    #[errbook(code = insufficient_scope, payload = ::mistakes::__private::v1::Value::Null)]
    Scope,
    /// By another error.
    #[errbook(forward)]
    Broken(Broken),
}

/// An error of its own.
#[derive(::core::fmt::Debug, ::mistakes::ApiError)]
#[errbook(spec = "../../spec/apis/trackagoat.yaml", code = internal_error, crate = ::mistakes)]
pub(crate) struct Broken;

impl ::core::fmt::Display for ListError {
    fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        formatter.write_str("the creators cannot be listed")
    }
}

impl ::core::fmt::Display for Broken {
    fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        formatter.write_str("it is broken")
    }
}

impl ::core::error::Error for ListError {}
impl ::core::error::Error for Broken {}
