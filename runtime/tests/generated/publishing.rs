// What `errbook-build` has to emit for the API `publishing`.

use __errbook::__private::v1;
v1::interface!(1);

/// The error codes of Publishing.
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
    /// `VALIDATION_ERROR` (400): The request body or a parameter is invalid.
    ValidationError,
    /// `UNAUTHORIZED` (401): Authentication is missing or invalid.
    Unauthorized,
    /// `INSUFFICIENT_CREDITS` (402): The account has too few credits.
    InsufficientCredits,
    /// `FORBIDDEN` (403): The API key lacks a permission or scope.
    Forbidden,
    /// `NOT_FOUND` (404): The resource does not exist or belongs to another user.
    NotFound,
    /// `CONFLICT` (409): The operation conflicts with the state of the resource.
    Conflict,
    /// `PRECONDITION_FAILED` (412): Something that the operation needs is not in place.
    PreconditionFailed,
    /// `RATE_LIMIT_EXCEEDED` (429): Too many requests.
    RateLimitExceeded,
    /// `INTERNAL_ERROR` (500): Something went wrong on the server.
    InternalError,
}
v1::error_code! { ErrorCode, API;
    ValidationError,
    Unauthorized,
    InsufficientCredits,
    Forbidden,
    NotFound,
    Conflict,
    PreconditionFailed,
    RateLimitExceeded,
    InternalError,
}

/// What can be wrong: a code with what it carries, or a status that comes without a code.
#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
pub enum ErrorKind {
    /// [`ErrorCode::ValidationError`]: The request body or a parameter is invalid.
    ValidationError,
    /// [`ErrorCode::Unauthorized`]: Authentication is missing or invalid.
    Unauthorized,
    /// [`ErrorCode::InsufficientCredits`]: The account has too few credits.
    InsufficientCredits,
    /// [`ErrorCode::Forbidden`]: The API key lacks a permission or scope.
    Forbidden,
    /// [`ErrorCode::NotFound`]: The resource does not exist or belongs to another user.
    NotFound,
    /// [`ErrorCode::Conflict`]: The operation conflicts with the state of the resource.
    Conflict,
    /// [`ErrorCode::PreconditionFailed`]: Something that the operation needs is not in place.
    PreconditionFailed,
    /// [`ErrorCode::RateLimitExceeded`]: Too many requests.
    RateLimitExceeded,
    /// [`ErrorCode::InternalError`]: Something went wrong on the server.
    InternalError,
}
v1::error_kind! { ErrorKind, ErrorCode, API;
    codes {
        ValidationError,
        Unauthorized,
        InsufficientCredits,
        Forbidden,
        NotFound,
        Conflict,
        PreconditionFailed,
        RateLimitExceeded,
        InternalError,
    }
    payloads {}
    statuses {}
    ranges {}
    default {}
}
v1::closed_status! { ErrorCode, ErrorKind, API }

/// An error as Publishing sends it.
pub struct ApiError(v1::Failure<ErrorKind>);
v1::api_error! { ApiError, ErrorKind, ErrorCode }
v1::constructors! { ApiError, ErrorKind;
    validation_error => ValidationError,
    unauthorized => Unauthorized,
    insufficient_credits => InsufficientCredits,
    forbidden => Forbidden,
    not_found => NotFound,
    conflict => Conflict,
    precondition_failed => PreconditionFailed,
    rate_limit_exceeded => RateLimitExceeded,
    internal_error => InternalError,
}
v1::with_slots! { ApiError: request_id, timestamp }

/// An error answer of Publishing.
#[derive(::core::clone::Clone)]
pub struct ResponseError(v1::Answer<ErrorKind>);
v1::response_error! { ResponseError, ErrorKind, ErrorCode }

/// The errors of each operation, and no others.
pub mod operation {
    use super::v1;

    /// What `publishPost` (POST `/posts/{postId}/publish`) can answer.
    #[derive(::core::fmt::Debug)]
    pub enum PublishPost {
        /// `VALIDATION_ERROR` (400): The request body or a parameter is invalid.
        ValidationError(v1::Slots),
        /// `UNAUTHORIZED` (401): Authentication is missing or invalid.
        Unauthorized(v1::Slots),
        /// `INSUFFICIENT_CREDITS` (402): The account has too few credits.
        InsufficientCredits(v1::Slots),
        /// `FORBIDDEN` (403): The API key lacks a permission or scope.
        Forbidden(v1::Slots),
        /// `NOT_FOUND` (404): The resource does not exist or belongs to another user.
        NotFound(v1::Slots),
        /// `CONFLICT` (409): The operation conflicts with the state of the resource.
        Conflict(v1::Slots),
        /// `PRECONDITION_FAILED` (412): Something that the operation needs is not in place.
        PreconditionFailed(v1::Slots),
        /// `RATE_LIMIT_EXCEEDED` (429): Too many requests.
        RateLimitExceeded(v1::Slots),
        /// `INTERNAL_ERROR` (500): Something went wrong on the server.
        InternalError(v1::Slots),
    }
    v1::operation! { PublishPost;
        codes {
            validation_error => ValidationError(400, 0),
            unauthorized => Unauthorized(401, 0),
            insufficient_credits => InsufficientCredits(402, 0),
            forbidden => Forbidden(403, 0),
            not_found => NotFound(404, 0),
            conflict => Conflict(409, 0),
            precondition_failed => PreconditionFailed(412, 0),
            rate_limit_exceeded => RateLimitExceeded(429, 0),
            internal_error => InternalError(500, 0),
        }
        statuses {}
        ranges {}
    }
    v1::with_slots! { PublishPost: request_id, timestamp }
}
const STATUS_400: v1::StatusCode = v1::status(400);
const STATUS_401: v1::StatusCode = v1::status(401);
const STATUS_402: v1::StatusCode = v1::status(402);
const STATUS_403: v1::StatusCode = v1::status(403);
const STATUS_404: v1::StatusCode = v1::status(404);
const STATUS_409: v1::StatusCode = v1::status(409);
const STATUS_412: v1::StatusCode = v1::status(412);
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
        "VALIDATION_ERROR",
        "UNAUTHORIZED",
        "INSUFFICIENT_CREDITS",
        "FORBIDDEN",
        "NOT_FOUND",
        "CONFLICT",
        "PRECONDITION_FAILED",
        "RATE_LIMIT_EXCEEDED",
        "INTERNAL_ERROR",
    ],
    form: v1::Form::Text,
    index: &[
        (0x1414_7a73_4797_596f, 5),
        (0x52ef_caff_505b_f3ef, 2),
        (0x5a19_b9f9_27e0_96f9, 7),
        (0x70c5_bc24_d6e5_a859, 8),
        (0x83ab_e3ef_dc96_5171, 4),
        (0xb2e9_4710_0de6_96f3, 1),
        (0xc136_6baf_a1ea_8f92, 3),
        (0xcc8d_8b89_fb1e_a769, 6),
        (0xe6ce_b380_2c1b_98cf, 0),
    ],
    descriptions: &[
        "The request body or a parameter is invalid.",
        "Authentication is missing or invalid.",
        "The account has too few credits.",
        "The API key lacks a permission or scope.",
        "The resource does not exist or belongs to another user.",
        "The operation conflicts with the state of the resource.",
        "Something that the operation needs is not in place.",
        "Too many requests.",
        "Something went wrong on the server.",
    ],
    primary: &[400, 401, 402, 403, 404, 409, 412, 429, 500],
    statuses: &[
        &[STATUS_400],
        &[STATUS_401],
        &[STATUS_402],
        &[STATUS_403],
        &[STATUS_404],
        &[STATUS_409],
        &[STATUS_412],
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
    envelopes: &[0, 0, 0, 0, 0, 0, 0, 0, 0],
};

const STATUSES: &[v1::Status] = &[
    v1::Status {
        key: v1::Key::Exact(400),
        description: "The request is invalid.",
        codes: &[0],
        uncoded: false,
        uncoded_envelope: v1::NONE,
        envelopes: &[0],
        retry: v1::NONE,
    },
    v1::Status {
        key: v1::Key::Exact(401),
        description: "Authentication failed.",
        codes: &[1],
        uncoded: false,
        uncoded_envelope: v1::NONE,
        envelopes: &[0],
        retry: v1::NONE,
    },
    v1::Status {
        key: v1::Key::Exact(402),
        description: "Too few credits.",
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
        description: "The request conflicts with the current state.",
        codes: &[5],
        uncoded: false,
        uncoded_envelope: v1::NONE,
        envelopes: &[0],
        retry: v1::NONE,
    },
    v1::Status {
        key: v1::Key::Exact(412),
        description: "A precondition is not met.",
        codes: &[6],
        uncoded: false,
        uncoded_envelope: v1::NONE,
        envelopes: &[0],
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
        retry: 1,
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
                ],
            ),
            v1::Member::Object(
                "meta",
                v1::REQUIRED,
                &[
                    v1::Member::Slot("request_id", v1::REQUIRED, v1::Slot::RequestId),
                    v1::Member::Slot("timestamp", v1::REQUIRED, v1::Slot::Timestamp),
                    v1::Member::Slot("retry_after", v1::OPTIONAL, v1::Slot::RetryAfter),
                ],
            ),
        ],
    },
];

const RETRIES: &[v1::Retry] = &[
    v1::retry_rule(
        &[v1::After::Header, v1::After::Body],
        v1::None,
        v1::Some(v1::backoff(v1::milliseconds(1000), 2.0, v1::None)),
        4,
    ),
    v1::retry_rule(
        &[],
        v1::None,
        v1::Some(v1::backoff(v1::milliseconds(1000), 2.0, v1::None)),
        4,
    ),
];
