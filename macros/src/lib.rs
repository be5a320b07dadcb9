//! The derives of errbook. They are used by the names that the crate `errbook` gives them.
//!
//! With `api = path` no file is read: a macro sees nothing but tokens, so what it emits is checked by the compiler, against
//! constant tables in the generated module that the path names.

mod api_error;
mod attr;
mod error_code;
mod errors;
mod fallback;
mod nearest;
mod operation;
#[cfg_attr(not(feature = "spec"), allow(dead_code))] // Then only mistakes in what names a spec are reported.
mod spec;
mod wire;

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
