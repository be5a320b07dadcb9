// What `errbook-build` has to emit for the API `trackagoat`.

use __errbook::__private::v1;
v1::interface!(1);

/// The error codes of Trackagoat.
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
    /// `invalid_query` (400): A query parameter is invalid.
    InvalidQuery,
    /// `invalid_body` (400): The request body is invalid.
    InvalidBody,
    /// `invalid_params` (400): A path parameter is invalid.
    InvalidParams,
    /// `invalid_api_key` (401): The API key is missing, invalid or expired.
    InvalidApiKey,
    /// `limit_reached` (402): A count-based limit of the plan is reached.
    LimitReached,
    /// `retention_exceeded` (402): The date range reaches further back than the plan keeps data.
    RetentionExceeded,
    /// `insufficient_scope` (403): The API key lacks the scope that the request needs.
    InsufficientScope,
    /// `rate_limit_exceeded` (429): Too many requests of this key, or in this day.
    RateLimitExceeded,
    /// `internal_error` (500): Something went wrong on the server.
    InternalError,
}
v1::error_code! { ErrorCode, API;
    InvalidQuery,
    InvalidBody,
    InvalidParams,
    InvalidApiKey,
    LimitReached,
    RetentionExceeded,
    InsufficientScope,
    RateLimitExceeded,
    InternalError,
}

/// What can be wrong: a code with what it carries, or a status that comes without a code.
#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
pub enum ErrorKind {
    /// [`ErrorCode::InvalidQuery`]: A query parameter is invalid.
    InvalidQuery,
    /// [`ErrorCode::InvalidBody`]: The request body is invalid.
    InvalidBody,
    /// [`ErrorCode::InvalidParams`]: A path parameter is invalid.
    InvalidParams,
    /// [`ErrorCode::InvalidApiKey`]: The API key is missing, invalid or expired.
    InvalidApiKey,
    /// [`ErrorCode::LimitReached`]: A count-based limit of the plan is reached.
    LimitReached(LimitReached),
    /// [`ErrorCode::RetentionExceeded`]: The date range reaches further back than the plan keeps data.
    RetentionExceeded,
    /// [`ErrorCode::InsufficientScope`]: The API key lacks the scope that the request needs.
    InsufficientScope(InsufficientScope),
    /// [`ErrorCode::RateLimitExceeded`]: Too many requests of this key, or in this day.
    RateLimitExceeded(RateLimitExceeded),
    /// [`ErrorCode::InternalError`]: Something went wrong on the server.
    InternalError,
    /// Status 403 without a code: The key lacks a scope, or its owner is banned.
    Forbidden,
    /// Status 404 without a code: The resource does not exist.
    NotFound,
    /// Status 409 without a code: The request conflicts with the state of the resource.
    Conflict,
    /// Status 410 without a code: The endpoint was removed.
    Gone,
}
v1::error_kind! { ErrorKind, ErrorCode, API;
    codes {
        InvalidQuery,
        InvalidBody,
        InvalidParams,
        InvalidApiKey,
        RetentionExceeded,
        InternalError,
    }
    payloads {
        LimitReached(required beside),
        InsufficientScope(required beside),
        RateLimitExceeded(required beside),
    }
    statuses {
        Forbidden = 403,
        NotFound = 404,
        Conflict = 409,
        Gone = 410,
    }
    ranges {}
    default {}
}
v1::closed_status! { ErrorCode, ErrorKind, API }

/// What a limit is, and how much of it is used.
#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
pub struct LimitReached {
    /// The limit's name.
    pub limit_key: ::std::string::String,
    /// How much is used.
    pub current: i64,
    /// How much the plan allows.
    pub max: i64,
}
v1::object_impls! { LimitReached;
    limit_key: required "limitKey",
    current: required "current",
    max: required "max",
}

/// Which scope was needed.
#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
pub struct InsufficientScope {
    /// The scope that the request needs.
    pub required: ::std::string::String,
    /// The scopes of the key.
    pub granted: ::std::vec::Vec<::std::string::String>,
}
v1::object_impls! { InsufficientScope;
    required: required "required",
    granted: required "granted",
}

/// Which limit was hit.
#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
pub struct RateLimitExceeded {
    /// The bucket that is empty.
    pub bucket: v1::Option<::std::string::String>,
    /// Seconds to wait.
    pub retry_after: v1::Option<i64>,
}
v1::object_impls! { RateLimitExceeded;
    bucket: optional "bucket",
    retry_after: optional "retryAfter",
}

/// An error as Trackagoat sends it.
pub struct ApiError(v1::Failure<ErrorKind>);
v1::api_error! { ApiError, ErrorKind, ErrorCode }
v1::constructors! { ApiError, ErrorKind;
    invalid_query => InvalidQuery,
    invalid_body => InvalidBody,
    invalid_params => InvalidParams,
    invalid_api_key => InvalidApiKey,
    limit_reached(payload: LimitReached) => LimitReached,
    retention_exceeded => RetentionExceeded,
    insufficient_scope(payload: InsufficientScope) => InsufficientScope,
    rate_limit_exceeded(payload: RateLimitExceeded) => RateLimitExceeded,
    internal_error => InternalError,
    forbidden => Forbidden,
    not_found => NotFound,
    conflict => Conflict,
    gone => Gone,
}

/// An error answer of Trackagoat.
#[derive(::core::clone::Clone)]
pub struct ResponseError(v1::Answer<ErrorKind>);
v1::response_error! { ResponseError, ErrorKind, ErrorCode }

/// The errors of each operation, and no others.
pub mod operation {
    use super::v1;

    /// What `listCreators` (GET `/creators`) can answer.
    #[derive(::core::fmt::Debug)]
    pub enum ListCreators {
        /// `invalid_query` (400): A query parameter is invalid.
        InvalidQuery(v1::Slots),
        /// `invalid_api_key` (401): The API key is missing, invalid or expired.
        InvalidApiKey(v1::Slots),
        /// `retention_exceeded` (402): The date range reaches further back than the plan keeps data.
        RetentionExceeded(v1::Slots),
        /// `insufficient_scope` (403): The API key lacks the scope that the request needs.
        InsufficientScope(super::InsufficientScope, v1::Slots),
        /// `rate_limit_exceeded` (429): Too many requests of this key, or in this day.
        RateLimitExceeded(super::RateLimitExceeded, v1::Slots),
        /// `internal_error` (500): Something went wrong on the server.
        InternalError(v1::Slots),
        /// Status 403 without a code: The key lacks a scope, or its owner is banned.
        Forbidden(v1::Slots),
    }
    v1::operation! { ListCreators;
        codes {
            invalid_query => InvalidQuery(400, 0),
            invalid_api_key => InvalidApiKey(401, 0),
            retention_exceeded => RetentionExceeded(402, 0),
            insufficient_scope(payload: super::InsufficientScope) => InsufficientScope(403, 1),
            rate_limit_exceeded(payload: super::RateLimitExceeded) => RateLimitExceeded(429, 0),
            internal_error => InternalError(500, 0),
        }
        statuses {
            forbidden => Forbidden(403, 1),
        }
        ranges {}
    }

    /// What `createCreator` (POST `/creators`) can answer.
    #[derive(::core::fmt::Debug)]
    pub enum CreateCreator {
        /// `invalid_body` (400): The request body is invalid.
        InvalidBody(v1::Slots),
        /// `invalid_api_key` (401): The API key is missing, invalid or expired.
        InvalidApiKey(v1::Slots),
        /// `limit_reached` (402): A count-based limit of the plan is reached.
        LimitReached(super::LimitReached, v1::Slots),
        /// `insufficient_scope` (403): The API key lacks the scope that the request needs.
        InsufficientScope(super::InsufficientScope, v1::Slots),
        /// `rate_limit_exceeded` (429): Too many requests of this key, or in this day.
        RateLimitExceeded(super::RateLimitExceeded, v1::Slots),
        /// `internal_error` (500): Something went wrong on the server.
        InternalError(v1::Slots),
        /// Status 403 without a code: The key lacks a scope, or its owner is banned.
        Forbidden(v1::Slots),
        /// Status 404 without a code: The resource does not exist.
        NotFound(v1::Slots),
        /// Status 409 without a code: The request conflicts with the state of the resource.
        Conflict(v1::Slots),
    }
    v1::operation! { CreateCreator;
        codes {
            invalid_body => InvalidBody(400, 0),
            invalid_api_key => InvalidApiKey(401, 0),
            limit_reached(payload: super::LimitReached) => LimitReached(402, 0),
            insufficient_scope(payload: super::InsufficientScope) => InsufficientScope(403, 1),
            rate_limit_exceeded(payload: super::RateLimitExceeded) => RateLimitExceeded(429, 0),
            internal_error => InternalError(500, 0),
        }
        statuses {
            forbidden => Forbidden(403, 1),
            not_found => NotFound(404, 2),
            conflict => Conflict(409, 2),
        }
        ranges {}
    }
}
const STATUS_400: v1::StatusCode = v1::status(400);
const STATUS_401: v1::StatusCode = v1::status(401);
const STATUS_402: v1::StatusCode = v1::status(402);
const STATUS_403: v1::StatusCode = v1::status(403);
const STATUS_429: v1::StatusCode = v1::status(429);
const STATUS_500: v1::StatusCode = v1::status(500);

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
        "invalid_query",
        "invalid_body",
        "invalid_params",
        "invalid_api_key",
        "limit_reached",
        "retention_exceeded",
        "insufficient_scope",
        "rate_limit_exceeded",
        "internal_error",
    ],
    form: v1::Form::Text,
    index: &[
        (0x0742_cd08_bbbc_803b, 2),
        (0x0f11_4e2b_c336_1c35, 6),
        (0x17e7_2e23_1129_58f9, 8),
        (0x1ab6_ee03_762a_be6d, 1),
        (0x7341_f12d_fcd4_7913, 5),
        (0x8816_d155_25c4_805b, 0),
        (0xa9b2_7f6f_26ac_d115, 4),
        (0xfb33_f719_d0d7_3fd9, 7),
        (0xff52_7b84_d0e7_b7bf, 3),
    ],
    descriptions: &[
        "A query parameter is invalid.",
        "The request body is invalid.",
        "A path parameter is invalid.",
        "The API key is missing, invalid or expired.",
        "A count-based limit of the plan is reached.",
        "The date range reaches further back than the plan keeps data.",
        "The API key lacks the scope that the request needs.",
        "Too many requests of this key, or in this day.",
        "Something went wrong on the server.",
    ],
    primary: &[400, 400, 400, 401, 402, 402, 403, 429, 500],
    statuses: &[
        &[STATUS_400],
        &[STATUS_400],
        &[STATUS_400],
        &[STATUS_401],
        &[STATUS_402],
        &[STATUS_402],
        &[STATUS_403],
        &[STATUS_429],
        &[STATUS_500],
    ],
    retries: &[
        v1::NONE,
        v1::NONE,
        v1::NONE,
        v1::NONE,
        v1::NONE,
        v1::NONE,
        v1::NONE,
        v1::NONE,
        v1::NONE,
    ],
    envelopes: &[0, 0, 0, 0, 0, 0, 1, 0, 0],
};

const STATUSES: &[v1::Status] = &[
    v1::Status {
        key: v1::Key::Exact(400),
        description: "The request is invalid.",
        codes: &[0, 1, 2],
        uncoded: false,
        uncoded_envelope: v1::NONE,
        envelopes: &[0],
        retry: v1::NONE,
    },
    v1::Status {
        key: v1::Key::Exact(401),
        description: "The API key is not accepted.",
        codes: &[3],
        uncoded: false,
        uncoded_envelope: v1::NONE,
        envelopes: &[0],
        retry: v1::NONE,
    },
    v1::Status {
        key: v1::Key::Exact(402),
        description: "A limit of the plan is reached.",
        codes: &[4, 5],
        uncoded: false,
        uncoded_envelope: v1::NONE,
        envelopes: &[0],
        retry: v1::NONE,
    },
    v1::Status {
        key: v1::Key::Exact(403),
        description: "The key lacks a scope, or its owner is banned.",
        codes: &[6],
        uncoded: true,
        uncoded_envelope: 1,
        envelopes: &[1],
        retry: v1::NONE,
    },
    v1::Status {
        key: v1::Key::Exact(404),
        description: "The resource does not exist.",
        codes: &[],
        uncoded: true,
        uncoded_envelope: 2,
        envelopes: &[2],
        retry: v1::NONE,
    },
    v1::Status {
        key: v1::Key::Exact(409),
        description: "The request conflicts with the state of the resource.",
        codes: &[],
        uncoded: true,
        uncoded_envelope: 2,
        envelopes: &[2],
        retry: v1::NONE,
    },
    v1::Status {
        key: v1::Key::Exact(410),
        description: "The endpoint was removed.",
        codes: &[],
        uncoded: true,
        uncoded_envelope: 2,
        envelopes: &[2],
        retry: v1::NONE,
    },
    v1::Status {
        key: v1::Key::Exact(429),
        description: "Too many requests.",
        codes: &[7],
        uncoded: false,
        uncoded_envelope: v1::NONE,
        envelopes: &[0],
        retry: 0,
    },
    v1::Status {
        key: v1::Key::Exact(500),
        description: "The server failed.",
        codes: &[8],
        uncoded: false,
        uncoded_envelope: v1::NONE,
        envelopes: &[0],
        retry: v1::NONE,
    },
];

const ENVELOPES: &[v1::Envelope] = &[
    v1::Envelope {
        media_type: "application/json",
        body: &[
            v1::Member::Constant("data", "null"),
            v1::Member::Slot("error", v1::REQUIRED, v1::Slot::Message),
            v1::Member::Object(
                "meta",
                v1::REQUIRED,
                &[
                    v1::Member::Slot("code", v1::REQUIRED, v1::Slot::Code),
                    v1::Member::Slot("retryAfter", v1::OPTIONAL, v1::Slot::RetryAfter),
                    v1::Member::Payload,
                ],
            ),
        ],
    },
    v1::Envelope {
        media_type: "application/json",
        body: &[
            v1::Member::Constant("data", "null"),
            v1::Member::Slot("error", v1::REQUIRED, v1::Slot::Message),
            v1::Member::Object(
                "meta",
                v1::OPTIONAL,
                &[
                    v1::Member::Slot("code", v1::REQUIRED, v1::Slot::Code),
                    v1::Member::Payload,
                ],
            ),
        ],
    },
    v1::Envelope {
        media_type: "application/json",
        body: &[
            v1::Member::Constant("data", "null"),
            v1::Member::Slot("error", v1::REQUIRED, v1::Slot::Message),
            v1::Member::Other("meta", v1::OPTIONAL, "{}"),
        ],
    },
];

const RETRIES: &[v1::Retry] = &[
    v1::retry_rule(
        &[v1::After::Header, v1::After::Body],
        v1::Some(v1::milliseconds(60000)),
        v1::None,
        5,
    ),
];
