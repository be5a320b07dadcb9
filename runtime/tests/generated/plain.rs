// What `errbook-build` has to emit for the API `plain`.

use __errbook::__private::v1;
v1::interface!(1);

/// The error codes of Plain.
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
pub enum ErrorCode {}
v1::error_code! { ErrorCode, API; }

/// What can be wrong: a code with what it carries, or a status that comes without a code.
#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
pub enum ErrorKind {
    /// Status 400 without a code: The request is invalid.
    BadRequest,
    /// Status 401 without a code: Authentication failed.
    Unauthorized,
    /// Status 403 without a code: The request is not allowed.
    Forbidden,
    /// Status 404 without a code: The resource does not exist.
    NotFound,
    /// Status 409 without a code: The request conflicts with the current state.
    Conflict,
    /// Status 422 without a code: The request is not valid.
    UnprocessableEntity,
    /// Status 429 without a code: Too many requests.
    TooManyRequests,
    /// Status 500 without a code: The server failed.
    InternalServerError,
    /// Status 502 without a code: A server behind this one failed.
    BadGateway,
}
v1::error_kind! { ErrorKind, ErrorCode, API;
    codes {}
    payloads {}
    statuses {
        BadRequest = 400,
        Unauthorized = 401,
        Forbidden = 403,
        NotFound = 404,
        Conflict = 409,
        UnprocessableEntity = 422,
        TooManyRequests = 429,
        InternalServerError = 500,
        BadGateway = 502,
    }
    ranges {}
    default {}
}
v1::closed_status! { ErrorCode, ErrorKind, API }

/// An error as Plain sends it.
pub struct ApiError(v1::Failure<ErrorKind>);
v1::api_error! { ApiError, ErrorKind, ErrorCode }
v1::constructors! { ApiError, ErrorKind;
    bad_request => BadRequest,
    unauthorized => Unauthorized,
    forbidden => Forbidden,
    not_found => NotFound,
    conflict => Conflict,
    unprocessable_entity => UnprocessableEntity,
    too_many_requests => TooManyRequests,
    internal_server_error => InternalServerError,
    bad_gateway => BadGateway,
}
v1::with_slots! { ApiError: code, fields }

/// An error answer of Plain.
#[derive(::core::clone::Clone)]
pub struct ResponseError(v1::Answer<ErrorKind>);
v1::response_error! { ResponseError, ErrorKind, ErrorCode }

/// The errors of each operation, and no others.
pub mod operation {
    use super::v1;

    /// What `createItem` (POST `/items`) can answer.
    #[derive(::core::fmt::Debug)]
    pub enum CreateItem {
        /// Status 400 without a code: The request is invalid.
        BadRequest(v1::Slots),
        /// Status 401 without a code: Authentication failed.
        Unauthorized(v1::Slots),
        /// Status 422 without a code: The request is not valid.
        UnprocessableEntity(v1::Slots),
        /// Status 429 without a code: Too many requests.
        TooManyRequests(v1::Slots),
        /// Status 500 without a code: The server failed.
        InternalServerError(v1::Slots),
        /// Status 502 without a code: A server behind this one failed.
        BadGateway(v1::Slots),
    }
    v1::operation! { CreateItem;
        codes {}
        statuses {
            bad_request => BadRequest(400, 0),
            unauthorized => Unauthorized(401, 0),
            unprocessable_entity => UnprocessableEntity(422, 0),
            too_many_requests => TooManyRequests(429, 0),
            internal_server_error => InternalServerError(500, 0),
            bad_gateway => BadGateway(502, 0),
        }
        ranges {}
    }
    v1::with_slots! { CreateItem: code, fields }
}

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
    wire: &[],
    form: v1::Form::Text,
    index: &[],
    descriptions: &[],
    primary: &[],
    statuses: &[],
    retries: &[],
    envelopes: &[],
};

const STATUSES: &[v1::Status] = &[
    v1::Status {
        key: v1::Key::Exact(400),
        description: "The request is invalid.",
        codes: &[],
        uncoded: true,
        uncoded_envelope: 0,
        envelopes: &[0],
        retry: v1::NONE,
    },
    v1::Status {
        key: v1::Key::Exact(401),
        description: "Authentication failed.",
        codes: &[],
        uncoded: true,
        uncoded_envelope: 0,
        envelopes: &[0],
        retry: v1::NONE,
    },
    v1::Status {
        key: v1::Key::Exact(403),
        description: "The request is not allowed.",
        codes: &[],
        uncoded: true,
        uncoded_envelope: 0,
        envelopes: &[0],
        retry: v1::NONE,
    },
    v1::Status {
        key: v1::Key::Exact(404),
        description: "The resource does not exist.",
        codes: &[],
        uncoded: true,
        uncoded_envelope: 0,
        envelopes: &[0],
        retry: v1::NONE,
    },
    v1::Status {
        key: v1::Key::Exact(409),
        description: "The request conflicts with the current state.",
        codes: &[],
        uncoded: true,
        uncoded_envelope: 0,
        envelopes: &[0],
        retry: v1::NONE,
    },
    v1::Status {
        key: v1::Key::Exact(422),
        description: "The request is not valid.",
        codes: &[],
        uncoded: true,
        uncoded_envelope: 0,
        envelopes: &[0],
        retry: v1::NONE,
    },
    v1::Status {
        key: v1::Key::Exact(429),
        description: "Too many requests.",
        codes: &[],
        uncoded: true,
        uncoded_envelope: 0,
        envelopes: &[0],
        retry: 0,
    },
    v1::Status {
        key: v1::Key::Exact(500),
        description: "The server failed.",
        codes: &[],
        uncoded: true,
        uncoded_envelope: 0,
        envelopes: &[0],
        retry: v1::NONE,
    },
    v1::Status {
        key: v1::Key::Exact(502),
        description: "A server behind this one failed.",
        codes: &[],
        uncoded: true,
        uncoded_envelope: 0,
        envelopes: &[0],
        retry: v1::NONE,
    },
];

const ENVELOPES: &[v1::Envelope] = &[
    v1::Envelope {
        media_type: "application/json",
        body: &[
            v1::Member::Object(
                "error",
                v1::REQUIRED,
                &[
                    v1::Member::Slot("code", v1::REQUIRED, v1::Slot::Code),
                    v1::Member::Slot("message", v1::REQUIRED, v1::Slot::Message),
                    v1::Member::Slot(
                        "details",
                        v1::OPTIONAL,
                        v1::Slot::Fields(v1::FieldKeys {
                            path: "field",
                            path_is_list: false,
                            message: "message",
                            code: v1::None,
                        }),
                    ),
                ],
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
];
