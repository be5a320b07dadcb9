// What `errbook-build` has to emit for the API `refcampaign`.

use __errbook::__private::v1;
v1::interface!(1);

/// The error codes of RefCampaign.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::hash::Hash,
    ::core::cmp::PartialOrd,
    ::core::cmp::Ord
)]
pub enum ErrorCode {
    /// `VALIDATION_FAILED` (400): The body or the query parameters do not match the schema.
    ValidationFailed,
    /// `INVALID_REQUEST` (400): The request cannot be read at all.
    InvalidRequest,
    /// `UNAUTHORIZED` (401): The API key is missing, malformed or revoked.
    Unauthorized,
    /// `PERMISSION_DENIED` (403): The key is valid but not allowed to do this.
    PermissionDenied,
    /// `NOT_FOUND` (404): The resource does not exist or belongs to another account.
    NotFound,
    /// `ALREADY_EXISTS` (409): The resource exists already.
    AlreadyExists,
    /// `RATE_LIMIT_EXCEEDED` (429): Too many requests of this address or account.
    RateLimitExceeded,
    /// `LIMIT_EXCEEDED` (429): A quota of the subscription is used up.
    LimitExceeded,
    /// `SERVER_ERROR` (500): Something upstream failed.
    ServerError,
    /// `SERVICE_UNAVAILABLE` (503): A service that this one relies on is degraded.
    ServiceUnavailable,
}
v1::error_code! { ErrorCode, API;
    ValidationFailed,
    InvalidRequest,
    Unauthorized,
    PermissionDenied,
    NotFound,
    AlreadyExists,
    RateLimitExceeded,
    LimitExceeded,
    ServerError,
    ServiceUnavailable,
}

/// What can be wrong: a code with what it carries, or a status that comes without a code.
#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
pub enum ErrorKind {
    /// [`ErrorCode::ValidationFailed`]: The body or the query parameters do not match the schema.
    ValidationFailed(::std::vec::Vec<ZodIssue>),
    /// [`ErrorCode::InvalidRequest`]: The request cannot be read at all.
    InvalidRequest,
    /// [`ErrorCode::Unauthorized`]: The API key is missing, malformed or revoked.
    Unauthorized,
    /// [`ErrorCode::PermissionDenied`]: The key is valid but not allowed to do this.
    PermissionDenied,
    /// [`ErrorCode::NotFound`]: The resource does not exist or belongs to another account.
    NotFound,
    /// [`ErrorCode::AlreadyExists`]: The resource exists already.
    AlreadyExists,
    /// [`ErrorCode::RateLimitExceeded`]: Too many requests of this address or account.
    RateLimitExceeded,
    /// [`ErrorCode::LimitExceeded`]: A quota of the subscription is used up.
    LimitExceeded,
    /// [`ErrorCode::ServerError`]: Something upstream failed.
    ServerError,
    /// [`ErrorCode::ServiceUnavailable`]: A service that this one relies on is degraded.
    ServiceUnavailable,
}
v1::error_kind! { ErrorKind, ErrorCode, API;
    codes {
        InvalidRequest,
        Unauthorized,
        PermissionDenied,
        NotFound,
        AlreadyExists,
        RateLimitExceeded,
        LimitExceeded,
        ServerError,
        ServiceUnavailable,
    }
    payloads {
        ValidationFailed(required details),
    }
    statuses {}
    ranges {}
    default {}
}
v1::closed_status! { ErrorCode, ErrorKind, API }

/// What is wrong with one field.
#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
pub struct ZodIssue {
    /// The way to the field: keys and positions.
    pub path: ::std::vec::Vec<v1::Value>,
    /// Zod's own code.
    pub code: v1::Option<::std::string::String>,
    /// A sentence for people.
    pub message: ::std::string::String,
}
v1::object_impls! { ZodIssue;
    path: required "path",
    code: optional "code",
    message: required "message",
}

/// An error as RefCampaign sends it.
pub struct ApiError(v1::Failure<ErrorKind>);
v1::api_error! { ApiError, ErrorKind, ErrorCode }
v1::constructors! { ApiError, ErrorKind;
    validation_failed(payload: ::std::vec::Vec<ZodIssue>) => ValidationFailed,
    invalid_request => InvalidRequest,
    unauthorized => Unauthorized,
    permission_denied => PermissionDenied,
    not_found => NotFound,
    already_exists => AlreadyExists,
    rate_limit_exceeded => RateLimitExceeded,
    limit_exceeded => LimitExceeded,
    server_error => ServerError,
    service_unavailable => ServiceUnavailable,
}
v1::with_slots! { ApiError: details, timestamp }

/// An error answer of RefCampaign.
#[derive(::core::clone::Clone)]
pub struct ResponseError(v1::Answer<ErrorKind>);
v1::response_error! { ResponseError, ErrorKind, ErrorCode }

/// The errors of each operation, and no others.
pub mod operation {
    use super::v1;

    /// What `createAffiliate` (POST `/affiliates`) can answer.
    #[derive(::core::fmt::Debug)]
    pub enum CreateAffiliate {
        /// `VALIDATION_FAILED` (400): The body or the query parameters do not match the schema.
        ValidationFailed(::std::vec::Vec<super::ZodIssue>, v1::Slots),
        /// `INVALID_REQUEST` (400): The request cannot be read at all.
        InvalidRequest(v1::Slots),
        /// `UNAUTHORIZED` (401): The API key is missing, malformed or revoked.
        Unauthorized(v1::Slots),
        /// `PERMISSION_DENIED` (403): The key is valid but not allowed to do this.
        PermissionDenied(v1::Slots),
        /// `ALREADY_EXISTS` (409): The resource exists already.
        AlreadyExists(v1::Slots),
        /// `RATE_LIMIT_EXCEEDED` (429): Too many requests of this address or account.
        RateLimitExceeded(v1::Slots),
        /// `LIMIT_EXCEEDED` (429): A quota of the subscription is used up.
        LimitExceeded(v1::Slots),
        /// `SERVER_ERROR` (500): Something upstream failed.
        ServerError(v1::Slots),
        /// `SERVICE_UNAVAILABLE` (503): A service that this one relies on is degraded.
        ServiceUnavailable(v1::Slots),
    }
    v1::operation! { CreateAffiliate;
        codes {
            validation_failed(payload: ::std::vec::Vec<super::ZodIssue>) => ValidationFailed(400, 0),
            invalid_request => InvalidRequest(400, 0),
            unauthorized => Unauthorized(401, 0),
            permission_denied => PermissionDenied(403, 0),
            already_exists => AlreadyExists(409, 0),
            rate_limit_exceeded => RateLimitExceeded(429, 0),
            limit_exceeded => LimitExceeded(429, 0),
            server_error => ServerError(500, 0),
            service_unavailable => ServiceUnavailable(503, 0),
        }
        statuses {}
        ranges {}
    }
    v1::with_slots! { CreateAffiliate: details, timestamp }

    /// What `getAffiliate` (GET `/affiliates/{affiliateId}`) can answer.
    #[derive(::core::fmt::Debug)]
    pub enum GetAffiliate {
        /// `UNAUTHORIZED` (401): The API key is missing, malformed or revoked.
        Unauthorized(v1::Slots),
        /// `PERMISSION_DENIED` (403): The key is valid but not allowed to do this.
        PermissionDenied(v1::Slots),
        /// `NOT_FOUND` (404): The resource does not exist or belongs to another account.
        NotFound(v1::Slots),
        /// `RATE_LIMIT_EXCEEDED` (429): Too many requests of this address or account.
        RateLimitExceeded(v1::Slots),
        /// `LIMIT_EXCEEDED` (429): A quota of the subscription is used up.
        LimitExceeded(v1::Slots),
        /// `SERVER_ERROR` (500): Something upstream failed.
        ServerError(v1::Slots),
        /// `SERVICE_UNAVAILABLE` (503): A service that this one relies on is degraded.
        ServiceUnavailable(v1::Slots),
    }
    v1::operation! { GetAffiliate;
        codes {
            unauthorized => Unauthorized(401, 0),
            permission_denied => PermissionDenied(403, 0),
            not_found => NotFound(404, 0),
            rate_limit_exceeded => RateLimitExceeded(429, 0),
            limit_exceeded => LimitExceeded(429, 0),
            server_error => ServerError(500, 0),
            service_unavailable => ServiceUnavailable(503, 0),
        }
        statuses {}
        ranges {}
    }
    v1::with_slots! { GetAffiliate: details, timestamp }
}
const STATUS_400: v1::StatusCode = v1::status(400);
const STATUS_401: v1::StatusCode = v1::status(401);
const STATUS_403: v1::StatusCode = v1::status(403);
const STATUS_404: v1::StatusCode = v1::status(404);
const STATUS_409: v1::StatusCode = v1::status(409);
const STATUS_429: v1::StatusCode = v1::status(429);
const STATUS_500: v1::StatusCode = v1::status(500);
const STATUS_503: v1::StatusCode = v1::status(503);

static API: v1::Api = v1::Api {
    codes: CODES,
    statuses: STATUSES,
    envelopes: ENVELOPES,
    retries: RETRIES,
    rate_limit: v1::RateLimitHeaders {
        limit: v1::None,
        remaining: v1::None,
        reset: v1::None,
    },
};

const CODES: v1::Codes = v1::Codes {
    wire: &[
        "VALIDATION_FAILED",
        "INVALID_REQUEST",
        "UNAUTHORIZED",
        "PERMISSION_DENIED",
        "NOT_FOUND",
        "ALREADY_EXISTS",
        "RATE_LIMIT_EXCEEDED",
        "LIMIT_EXCEEDED",
        "SERVER_ERROR",
        "SERVICE_UNAVAILABLE",
    ],
    form: v1::Form::Text,
    index: &[
        (0x20e8_5249_8307_ddda, 1),
        (0x27da_ac2c_413e_85ad, 9),
        (0x2d79_6868_71b1_02ca, 0),
        (0x44b6_476e_ba1b_316c, 3),
        (0x5a19_b9f9_27e0_96f9, 6),
        (0x83ab_e3ef_dc96_5171, 4),
        (0xb2e9_4710_0de6_96f3, 2),
        (0xbad0_f536_8691_b820, 7),
        (0xc295_d52e_a3ad_2287, 8),
        (0xe468_f104_2ac2_4298, 5),
    ],
    descriptions: &[
        "The body or the query parameters do not match the schema.",
        "The request cannot be read at all.",
        "The API key is missing, malformed or revoked.",
        "The key is valid but not allowed to do this.",
        "The resource does not exist or belongs to another account.",
        "The resource exists already.",
        "Too many requests of this address or account.",
        "A quota of the subscription is used up.",
        "Something upstream failed.",
        "A service that this one relies on is degraded.",
    ],
    primary: &[400, 400, 401, 403, 404, 409, 429, 429, 500, 503],
    statuses: &[
        &[STATUS_400],
        &[STATUS_400],
        &[STATUS_401],
        &[STATUS_403],
        &[STATUS_404],
        &[STATUS_409],
        &[STATUS_429],
        &[STATUS_429],
        &[STATUS_500],
        &[STATUS_503],
    ],
    retries: &[
        v1::NONE,
        v1::NONE,
        v1::NONE,
        v1::NONE,
        v1::NONE,
        v1::NONE,
        1,
        2,
        v1::NONE,
        v1::NONE,
    ],
    envelopes: &[0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
};

const STATUSES: &[v1::Status] = &[
    v1::Status {
        key: v1::Key::Exact(400),
        description: "The request is invalid.",
        codes: &[0, 1],
        uncoded: false,
        uncoded_envelope: v1::NONE,
        envelopes: &[0],
        retry: v1::NONE,
    },
    v1::Status {
        key: v1::Key::Exact(401),
        description: "The API key is not accepted.",
        codes: &[2],
        uncoded: false,
        uncoded_envelope: v1::NONE,
        envelopes: &[0],
        retry: v1::NONE,
    },
    v1::Status {
        key: v1::Key::Exact(403),
        description: "The request is not allowed.",
        codes: &[3],
        uncoded: false,
        uncoded_envelope: v1::NONE,
        envelopes: &[0],
        retry: v1::NONE,
    },
    v1::Status {
        key: v1::Key::Exact(404),
        description: "The resource does not exist.",
        codes: &[4],
        uncoded: false,
        uncoded_envelope: v1::NONE,
        envelopes: &[0],
        retry: v1::NONE,
    },
    v1::Status {
        key: v1::Key::Exact(409),
        description: "The resource exists already.",
        codes: &[5],
        uncoded: false,
        uncoded_envelope: v1::NONE,
        envelopes: &[0],
        retry: v1::NONE,
    },
    v1::Status {
        key: v1::Key::Exact(429),
        description: "Too many requests.",
        codes: &[6, 7],
        uncoded: false,
        uncoded_envelope: v1::NONE,
        envelopes: &[0],
        retry: 1,
    },
    v1::Status {
        key: v1::Key::Exact(500),
        description: "The server failed.",
        codes: &[8],
        uncoded: false,
        uncoded_envelope: v1::NONE,
        envelopes: &[0],
        retry: 0,
    },
    v1::Status {
        key: v1::Key::Exact(503),
        description: "The service is degraded.",
        codes: &[9],
        uncoded: false,
        uncoded_envelope: v1::NONE,
        envelopes: &[0],
        retry: 0,
    },
];

const ENVELOPES: &[v1::Envelope] = &[
    v1::Envelope {
        media_type: "application/json",
        body: &[
            v1::Member::Constant("success", "false"),
            v1::Member::Object(
                "error",
                v1::REQUIRED,
                &[
                    v1::Member::Slot("code", v1::REQUIRED, v1::Slot::Code),
                    v1::Member::Slot("message", v1::REQUIRED, v1::Slot::Message),
                    v1::Member::Slot(
                        "details",
                        v1::OPTIONAL,
                        v1::Slot::DetailsOrFields(v1::FieldKeys {
                            path: "path",
                            path_is_list: true,
                            message: "message",
                            code: v1::Some("code"),
                        }),
                    ),
                ],
            ),
            v1::Member::Object(
                "meta",
                v1::REQUIRED,
                &[v1::Member::Slot("timestamp", v1::REQUIRED, v1::Slot::Timestamp)],
            ),
        ],
    },
];

const RETRIES: &[v1::Retry] = &[
    v1::retry_rule(
        &[],
        v1::None,
        v1::Some(
            v1::backoff(v1::milliseconds(1000), 2.0, v1::Some(v1::milliseconds(30000))),
        ),
        5,
    ),
    v1::retry_rule(&[v1::After::Header], v1::Some(v1::milliseconds(5000)), v1::None, 5),
    v1::retry_rule(&[v1::After::Header], v1::None, v1::None, 5),
];
