//! Hand-written enums over the reference APIs: each says of its codes what the generated `ErrorCode` says of them.

use std::collections::HashMap;
use std::fmt::Display;

use errbook::ErrorCode;
use http::StatusCode;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The codes of an API whose errors carry their status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, ErrorCode)]
#[errbook(spec = "../spec/apis/affiliate.yaml")]
enum Shop {
    TokenExpired,
    TokenInvalid,
    InsufficientScope,
    #[errbook(code = "RATE_LIMIT_EXCEEDED")]
    Throttled,
    QuotaExceeded,
    PaymentRequired,
    DuplicateResource,
    ValidationError,
    ResourceNotFound,
    AffiliateNotApproved,
    CampaignNotActive,
}

/// In another order than the spec's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ErrorCode)]
#[errbook(spec = "../spec/apis/trackagoat.yaml", at = "meta.code")]
enum Trackagoat {
    RetentionExceeded,
    LimitReached,
    InternalError,
    RateLimitExceeded,
    InsufficientScope,
    InvalidApiKey,
    InvalidParams,
    InvalidBody,
    InvalidQuery,
}

/// Under names of its own, the codes as identifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ErrorCode)]
#[errbook(spec = "../spec/apis/refcampaign.yaml", at = "error.code", crate = errbook)]
enum Refcampaign {
    #[errbook(code = VALIDATION_FAILED)]
    Invalid,
    InvalidRequest,
    #[errbook(code = UNAUTHORIZED)]
    WhoAreYou,
    PermissionDenied,
    NotFound,
    AlreadyExists,
    RateLimitExceeded,
    LimitExceeded,
    #[errbook(code = SERVER_ERROR)]
    Broken,
    ServiceUnavailable,
}

/// Of an API that declares no codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ErrorCode)]
#[errbook(spec = "../spec/apis/plain.yaml")]
enum Plain {}

/// Over a spec of several files; the variants have numbers, which are not their positions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ErrorCode)]
#[errbook(spec = "../spec/apis/publishing.yaml")]
#[repr(u16)]
enum Publishing {
    ValidationError = 400,
    Unauthorized,
    InsufficientCredits,
    Forbidden,
    NotFound,
    Conflict = 409,
    PreconditionFailed = 412,
    RateLimitExceeded = 429,
    InternalError = 500,
}

/// Sent as numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ErrorCode)]
#[errbook(spec = "specs/integer-codes.yaml")]
enum Numbers {
    #[errbook(code = 1001)]
    Locked,
    Code1002,
    #[errbook(code = -1)]
    Closed,
}

/// Of an API that is only called: what is not known of a code is not made up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ErrorCode)]
#[errbook(spec = "specs/client-only.yaml")]
enum Called {
    Quota,
    Missing,
}

/// Of codes that cannot be named by themselves, or not all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ErrorCode)]
#[errbook(spec = "ui/specs/colliding.yaml")]
enum Colliding {
    OrderLocked,
    #[errbook(code = "ORDER_LOCKED")]
    OrderLockedLoudly,
    #[errbook(code = "***")]
    Stars,
}

impl Called {
    /// There is none derived: no code of this API has one.
    fn status(self) -> &'static str {
        self.as_str()
    }
}

fn same<Own, Generated>()
where
    Own: ErrorCode + Display + for<'a> TryFrom<&'a str> + Serialize + DeserializeOwned,
    Generated: ErrorCode + Serialize,
{
    assert_eq!(Own::ALL.len(), Generated::ALL.len());
    let generated: HashMap<&str, Generated> = Generated::ALL.iter().map(|code| (code.as_str(), *code)).collect();
    for own in Own::ALL {
        let generated = generated[own.as_str()];
        assert_eq!(own.to_string(), generated.as_str());
        assert_eq!(own.statuses(), generated.statuses());
        assert_eq!(own.primary_status(), generated.primary_status());
        assert_eq!(own.description(), generated.description());
        assert_eq!(format!("{:?}", own.retry()), format!("{:?}", generated.retry()));
        assert_eq!(Own::from_wire(own.as_str()), Some(*own));
        assert_eq!(Own::try_from(own.as_str()).ok(), Some(*own));
        let json = serde_json::to_value(own).expect("it serializes");
        assert_eq!(json, serde_json::to_value(generated).expect("it serializes"));
        assert_eq!(serde_json::from_value::<Own>(json).ok(), Some(*own));
    }
    assert!(Own::from_wire("NO_SUCH_CODE").is_none());
}

#[test]
fn each_says_what_the_generated_one_says() {
    same::<Shop, errbook_tests::affiliate::ErrorCode>();
    same::<Trackagoat, errbook_tests::trackagoat::ErrorCode>();
    same::<Refcampaign, errbook_tests::refcampaign::ErrorCode>();
    same::<Plain, errbook_tests::plain::ErrorCode>();
    same::<Publishing, errbook_tests::publishing::ErrorCode>();
    same::<Numbers, errbook_tests::integer_codes::ErrorCode>();
    same::<Called, errbook_tests::client_only::ErrorCode>();
}

#[test]
fn variants_keep_their_order_and_their_numbers() {
    assert_eq!(Trackagoat::ALL.first(), Some(&Trackagoat::RetentionExceeded));
    assert_eq!(Trackagoat::RetentionExceeded.as_str(), "retention_exceeded");
    assert_eq!(Publishing::PreconditionFailed.as_str(), "PRECONDITION_FAILED");
    assert_eq!(Publishing::PreconditionFailed as u16, 412);
    assert_eq!(Publishing::ALL.iter().map(|code| *code as u16).max(), Some(500));
}

#[test]
fn inherent_items_are_constants() {
    const NAME: &str = Shop::Throttled.as_str();
    const STATUS: StatusCode = Shop::Throttled.status();
    const STATUSES: &[StatusCode] = Refcampaign::Broken.statuses();
    assert_eq!((NAME, STATUS), ("RATE_LIMIT_EXCEEDED", StatusCode::TOO_MANY_REQUESTS));
    assert_eq!(STATUSES, [StatusCode::INTERNAL_SERVER_ERROR]);
    assert_eq!(Refcampaign::NotFound.description(), "No resource of this account has that id.");
    assert_eq!(Shop::Throttled.retry().map(|rule| rule.attempts), Some(5));
    assert_eq!(Shop::QuotaExceeded.retry().map(|rule| rule.attempts), None);
    assert!(Plain::ALL.is_empty());
}

#[test]
fn texts_that_are_none_are_refused() {
    let unknown = "NOPE".parse::<Refcampaign>().expect_err("it is none");
    assert_eq!(unknown.to_string(), "`NOPE` is not among the published codes");
    assert!(serde_json::from_str::<Numbers>("1003").is_err());
    assert!(serde_json::from_str::<Numbers>("\"1001\"").is_err(), "it is sent as a number");
    assert_eq!(serde_json::to_string(&Numbers::Closed).ok().as_deref(), Some("-1"));
}

#[test]
fn they_stand_in_open_sets() {
    let codes: Vec<errbook::Open<Shop>> =
        serde_json::from_str(r#"["TOKEN_EXPIRED", "SOMETHING_NEW"]"#).expect("nothing is refused");
    assert_eq!(codes.first(), Some(&errbook::Open::Known(Shop::TokenExpired)));
    assert_eq!(serde_json::to_string(&codes).ok().as_deref(), Some(r#"["TOKEN_EXPIRED","SOMETHING_NEW"]"#));
}

#[test]
fn a_status_that_is_not_known_is_not_made_up() {
    assert_eq!(Called::Quota.status(), "quota");
    assert_eq!(Called::Quota.primary_status(), None);
}

#[test]
fn attributes_name_what_has_no_name() {
    let codes: Vec<&str> = Colliding::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(codes, ["order-locked", "ORDER_LOCKED", "***"]);
}

#[test]
fn they_can_be_declared_in_a_function() {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, ErrorCode)]
    #[errbook(spec = "specs/integer-codes.yaml")]
    enum Inner {
        Code1001,
        Code1002,
        Minus1,
    }
    assert_eq!(Inner::Minus1.status(), StatusCode::SERVICE_UNAVAILABLE);
}
