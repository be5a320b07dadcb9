//! The derives of errbook. They are used by the names that the crate `errbook` gives them.
//!
//! With `api = path` no file is read: a macro sees nothing but tokens, so what it emits is checked by the compiler, against
//! constant tables in the generated module that the path names. With `spec = "…"`, behind the feature `spec`, the spec is read
//! while compiling, and the same tables are emitted beside the impls.

mod api_error;
mod attr;
mod error_code;
mod errors;
#[cfg(all(test, feature = "spec"))]
mod expansions;
mod nearest;
mod operation;
#[cfg_attr(not(feature = "spec"), allow(dead_code))] // Then only mistakes in what names a spec are reported.
mod spec;

use proc_macro::TokenStream;
use syn::parse_macro_input;

/// Sends a service's own error type as the envelope that its API publishes.
///
/// ```
/// # use errbook_tests::refcampaign;
/// # #[derive(Debug, thiserror::Error, errbook::ApiError)]
/// # #[errbook(api = refcampaign, code = UNAUTHORIZED)]
/// # #[error("no token")]
/// # struct AuthError;
/// #[derive(Debug, thiserror::Error, errbook::ApiError)]
/// #[errbook(api = refcampaign, operation = "createAffiliate")]
/// enum CreateAffiliateError {
///     #[error("an affiliate with the email {email} already exists")]
///     #[errbook(code = ALREADY_EXISTS)]
///     Duplicate { email: String },
///     #[error("cannot reach the database")]
///     #[errbook(code = SERVER_ERROR)]
///     Database(#[from] std::io::Error),
///     #[error(transparent)]
///     #[errbook(forward)]
///     Auth(#[from] AuthError),
/// }
///
/// let error = CreateAffiliateError::Duplicate { email: "ada@example.com".to_owned() };
/// assert_eq!(errbook::ApiError::status(&error), 409);
/// let sent = refcampaign::ApiError::from(error);
/// assert_eq!(sent.message(), "an affiliate with the email ada@example.com already exists");
/// ```
///
/// The type gets the trait `errbook::ApiError`, `From<Self>` for the `ApiError` of the generated module (it has to be an
/// `Error + Send + Sync + 'static` for that), and the traits of the web frameworks whose features are on. All of it is checked
/// when it is compiled: what is not documented does not compile.
///
/// ```compile_fail
/// # use errbook_tests::refcampaign;
/// #[derive(Debug, thiserror::Error, errbook::ApiError)]
/// #[errbook(api = refcampaign, operation = "createAffiliate")]
/// enum CreateAffiliateError {
///     #[error("no such affiliate")]
///     #[errbook(code = NOT_FOUND)] // operation `createAffiliate` does not document error code `NOT_FOUND`; …
///     Missing,
/// }
/// ```
///
/// # What a variant says
///
/// One of these, on each variant of an enum, or on a struct:
///
/// * `code = X`: the code as it is sent, as an identifier, a text or a number.
/// * `status = 404`: a status that is documented to come without a code. Where the API leaves its codes open, `code = …` beside
///   it is the code that is sent.
/// * `forward`: its one field, perhaps in a `Box`, derives `ApiError` for the same API, and is sent instead. Generated
///   errors can be forwarded too.
///
/// And further, by expressions that see the fields by reference, under their names, or as `_0`, `_1` …; an `Option` that is
/// `None` says nothing:
///
/// * `message = …`: a text. Without it, the `Display` of the error is sent.
/// * `details = …`: what the code types; where it types nothing, anything that serializes.
/// * `payload = …`: the payload of a code whose members stand beside the code. It is cloned from a reference.
/// * `retry_after = …`: a `Duration`. `rate_limit = …`: an `errbook::RateLimit`.
/// * `request_id = …`, `timestamp = …`, `title = …`, `instance = …`: texts. `fields = …`: a list of `errbook::FieldError`.
/// * `expose`: a 5xx sends its message. Without it, what the contract says of the error is sent, and the error itself is
///   nowhere but in `source()` and in the log.
/// * `undocumented = "why"`: sends what the API documents and this operation does not.
///
/// # What the type says
///
/// * `api = path`: the generated module, here or in another crate, or a re-export of it.
/// * or `spec = "openapi.yaml"`: the spec itself, with the feature `spec`, where nothing is generated of it. Paths count from the
///   folder of Cargo.toml; `at = "error.code"` says where the codes stand where that is not plain, and
///   `overlay = "errors.overlay.yaml"` what to lay over the spec. There is no `From` into a generated type then, and `details`
///   and `payload` are anything that serializes.
/// * `operation = "createAffiliate"`: nothing but what this operation documents can be sent, with the statuses that it documents.
/// * `exhaustive`: every code that is documented is among what can be sent.
/// * `skip(axum)`: there is no impl for that framework.
/// * `crate = path`: the runtime, where it is not to be the one that the generated module uses.
#[proc_macro_derive(ApiError, attributes(errbook))]
pub fn derive_api_error(item: TokenStream) -> TokenStream {
    let item = parse_macro_input!(item);
    api_error::derive(&item).into()
}

/// Pairs a hand-written enum with the error codes of a spec.
///
/// ```
/// # #[allow(dead_code)]
/// #[derive(Clone, Copy, Debug, PartialEq, Eq, errbook::ErrorCode)]
/// #[errbook(spec = "../spec/apis/publishing.yaml", at = "error.code")]
/// enum Code {
///     ValidationError,
///     Unauthorized,
///     InsufficientCredits,
///     Forbidden,
///     NotFound,
///     Conflict,
///     PreconditionFailed,
///     #[errbook(code = "RATE_LIMIT_EXCEEDED")]
///     Throttled,
///     InternalError,
/// }
///
/// assert_eq!(Code::Throttled.as_str(), "RATE_LIMIT_EXCEEDED");
/// assert_eq!(Code::Throttled.status(), 429);
/// assert_eq!("NOT_FOUND".parse(), Ok(Code::NotFound));
/// ```
///
/// Every code has one variant, and every variant a code: the one that `code = …` names as it is sent, else the one whose name
/// in Rust the variant has. What does not fit is reported as a whole, with the lines to add; so a code that the spec gains or
/// loses stops the build.
///
/// The enum gets what a generated `ErrorCode` has: `ALL` (in the order of the variants), `as_str`, `statuses`, `description`,
/// `retry`, and `status` if the spec tells the status of every code; the trait `errbook::ErrorCode`, `Display`, `FromStr`,
/// `TryFrom<&str>`, `Serialize` and `Deserialize`. It has to be `Copy`, `Eq` and `Debug` itself.
///
/// # What the type says
///
/// * `spec = "openapi.yaml"`: the spec, by a path from the folder of Cargo.toml. It is read while compiling, for which the
///   feature `spec` has to be on; when it changes, the crate is compiled anew.
/// * `at = "error.code"`: where the codes stand, where that is not plain: a path in the error bodies, or a place in the spec.
/// * `overlay = "errors.overlay.yaml"`: what to lay over the spec before it is read.
/// * `crate = path`: the runtime, where it has another name.
///
/// There may be several of `at` and `overlay`: `at("error.code", "errors[].code")`.
#[proc_macro_derive(ErrorCode, attributes(errbook))]
pub fn derive_error_code(item: TokenStream) -> TokenStream {
    let item = parse_macro_input!(item);
    error_code::derive(&item).into()
}

/// Checks that a handler answers with no other errors than those that its operation documents.
///
/// ```
/// # use errbook_tests::refcampaign;
/// # #[derive(Debug, thiserror::Error, errbook::ApiError)]
/// # #[errbook(api = refcampaign, code = UNAUTHORIZED)]
/// # #[error("no token")]
/// # struct AuthError;
/// #[errbook::operation(refcampaign, "createAffiliate")]
/// async fn create_affiliate() -> Result<String, AuthError> {
///     Err(AuthError)
/// }
/// ```
///
/// The function stays as it is. The error is the `E` of a `Result<_, E>` that is written out; it derives `ApiError`, or is a
/// generated type.
#[proc_macro_attribute]
pub fn operation(arguments: TokenStream, function: TokenStream) -> TokenStream {
    operation::check(arguments.into(), function.into()).into()
}
