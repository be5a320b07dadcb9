// What `errbook-build` has to emit where an API has what none of the five has: integer codes in a list, classes of
// statuses, a status without a body, optional payloads, enums in payloads, times as numbers.

use __errbook::__private::v1;
v1::interface!(1);

/// The error codes.
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
    /// `1001` (409): The order is locked.
    OrderLocked,
    /// `1002` (400, 422): The order is invalid.
    OrderInvalid,
    /// `-1` (503): The shop is closed.
    ShopClosed,
}
v1::error_code! { ErrorCode, API;
    OrderLocked,
    OrderInvalid,
    ShopClosed,
}

/// What can be wrong: a code with what it carries, or a status that comes without a code.
#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
pub enum ErrorKind {
    /// [`ErrorCode::OrderLocked`]: The order is locked.
    OrderLocked(v1::Option<Lock>),
    /// [`ErrorCode::OrderInvalid`]: The order is invalid.
    OrderInvalid,
    /// [`ErrorCode::ShopClosed`]: The shop is closed.
    ShopClosed(v1::Option<Closing>),
    /// Status 404 without a code: There is nothing.
    NotFound,
    /// Any other status 400 to 499 without a code: The request is wrong.
    ClientError(v1::StatusCode),
    /// Any other status without a code: Something is wrong.
    Other(v1::StatusCode),
}
v1::error_kind! { ErrorKind, ErrorCode, API;
    codes {
        OrderInvalid,
    }
    payloads {
        OrderLocked(optional beside),
        ShopClosed(optional details),
    }
    statuses {
        NotFound = 404,
    }
    ranges {
        ClientError = 4,
    }
    default { Other }
}
v1::closed_status! { ErrorCode, ErrorKind, API }

/// Who holds the lock.
#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
pub struct Lock {
    /// Who.
    pub owner: v1::Option<::std::string::String>,
    /// How.
    pub mode: v1::Option<v1::Open<LockMode>>,
    /// Until when; `null`: for ever.
    pub until: v1::Option<v1::Option<f64>>,
}
v1::object_impls! { Lock;
    owner: optional "owner",
    mode: optional "mode",
    until: optional "until",
}

/// How an order is locked.
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
pub enum LockMode {
    /// `read`
    Read,
    /// `write`
    Write,
    /// `err`
    Err,
    /// `error`
    Error,
}
v1::value_enum! { LockMode {
    Read = "read",
    Write = "write",
    Err = "err",
    Error = "error",
} }

/// Why the shop is closed.
#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
pub struct Closing {
    /// The reason, or `null`.
    pub reason: v1::Option<::std::string::String>,
    /// The hours of each day.
    pub hours: ::std::collections::BTreeMap<::std::string::String, ::std::vec::Vec<i64>>,
    /// A closing within this one.
    pub r#type: v1::Option<::std::boxed::Box<Closing>>,
}
v1::object_impls! { Closing;
    reason: required "reason",
    hours: required "hours",
    r#type: optional "type",
}

/// An error as the service sends it.
pub struct ApiError(v1::Failure<ErrorKind>);
v1::api_error! { ApiError, ErrorKind, ErrorCode }
v1::constructors! { ApiError, ErrorKind;
    order_locked(payload: impl v1::Into<v1::Option<Lock>>) => OrderLocked,
    order_invalid => OrderInvalid,
    shop_closed(payload: impl v1::Into<v1::Option<Closing>>) => ShopClosed,
    not_found => NotFound,
    client_error(status: v1::StatusCode) => ClientError,
    other(status: v1::StatusCode) => Other,
}
v1::with_slots! { ApiError: details, request_id, timestamp, title, instance, rate_limit }

/// An error answer.
#[derive(::core::clone::Clone)]
pub struct ResponseError(v1::Answer<ErrorKind>);
v1::response_error! { ResponseError, ErrorKind, ErrorCode }

/// The errors of each operation, and no others.
pub mod operation {
    use super::v1;

    /// What `changeOrder` (PUT `/orders/{id}`) can answer.
    #[derive(::core::fmt::Debug)]
    pub enum ChangeOrder {
        /// `1001` (409): The order is locked.
        OrderLocked(v1::Option<super::Lock>, v1::Slots),
        /// `1002` (400): The order is invalid.
        OrderInvalid(v1::Slots),
        /// Status 404 without a code: There is nothing.
        NotFound(v1::Slots),
        /// Any other status 400 to 499 without a code: The request is wrong.
        ClientError(v1::StatusCode, v1::Slots),
        /// Any other status without a code: Something is wrong.
        Other(v1::StatusCode, v1::Slots),
    }
    v1::operation! { ChangeOrder;
        codes {
            order_locked(payload: impl v1::Into<v1::Option<super::Lock>>) => OrderLocked(409, 0),
            order_invalid => OrderInvalid(400, 0),
        }
        statuses {
            not_found => NotFound(404, super::v1::NONE),
        }
        ranges {
            client_error => ClientError(4, 1),
            other => Other(0, 1),
        }
    }
    v1::with_slots! { ChangeOrder: details, request_id, timestamp, title, instance, rate_limit }
}

const STATUS_400: v1::StatusCode = v1::status(400);
const STATUS_409: v1::StatusCode = v1::status(409);
const STATUS_422: v1::StatusCode = v1::status(422);
const STATUS_503: v1::StatusCode = v1::status(503);

static API: v1::Api = v1::Api {
    codes: CODES,
    statuses: STATUSES,
    envelopes: ENVELOPES,
    retries: RETRIES,
    rate_limit: v1::RateLimitHeaders {
        limit: v1::None,
        remaining: v1::Some("RateLimit-Remaining"),
        reset: v1::Some("RateLimit-Reset"),
    },
};

const CODES: v1::Codes = v1::Codes {
    wire: &["1001", "1002", "-1"],
    form: v1::Form::Integer,
    index: &[
        (0x07d0_0b07_b497_d12b, 2),
        (0x0d82_6af0_f88e_4bd7, 0),
        (0x0d82_6bf0_f88e_4d8a, 1),
    ],
    descriptions: &["The order is locked.", "The order is invalid.", ""],
    primary: &[409, 422, 503],
    statuses: &[&[STATUS_409], &[STATUS_400, STATUS_422], &[STATUS_503]],
    retries: &[v1::NONE, v1::NONE, v1::NONE],
    envelopes: &[0, 0, 2],
};

const STATUSES: &[v1::Status] = &[
    v1::Status {
        key: v1::Key::Exact(404),
        description: "There is nothing.",
        codes: &[],
        uncoded: true,
        uncoded_envelope: v1::NONE,
        envelopes: &[],
        retry: v1::NONE,
    },
    v1::Status {
        key: v1::Key::Exact(409),
        description: "The order is locked.",
        codes: &[0],
        uncoded: false,
        uncoded_envelope: v1::NONE,
        envelopes: &[0],
        retry: v1::NONE,
    },
    v1::Status {
        key: v1::Key::Exact(503),
        description: "The shop is closed.",
        codes: &[2],
        uncoded: false,
        uncoded_envelope: v1::NONE,
        envelopes: &[2],
        retry: 0,
    },
    v1::Status {
        key: v1::Key::Class(4),
        description: "The request is wrong.",
        codes: &[1],
        uncoded: true,
        uncoded_envelope: 1,
        envelopes: &[1, 0],
        retry: v1::NONE,
    },
    v1::Status {
        key: v1::Key::Default,
        description: "",
        codes: &[],
        uncoded: true,
        uncoded_envelope: 1,
        envelopes: &[1],
        retry: v1::NONE,
    },
];

const ENVELOPES: &[v1::Envelope] = &[
    v1::Envelope {
        media_type: "application/json",
        body: &[
            v1::Member::List(
                "errors",
                v1::REQUIRED,
                &[
                    v1::Member::Slot("code", v1::REQUIRED, v1::Slot::Code),
                    v1::Member::Slot("text", v1::REQUIRED, v1::Slot::Message),
                    v1::Member::Payload,
                ],
            ),
            v1::Member::Slot("at", v1::REQUIRED, v1::Slot::TimestampSeconds),
            v1::Member::Slot("request", v1::OPTIONAL_OR_NULL, v1::Slot::RequestId),
            v1::Member::Constant("version", "[1,{\"minor\":2}]"),
            v1::Member::Other("note", v1::REQUIRED, "\"\""),
        ],
    },
    v1::Envelope {
        media_type: "application/problem+json",
        body: &[
            v1::Member::Slot("type", v1::REQUIRED, v1::Slot::Type),
            v1::Member::Slot("title", v1::REQUIRED, v1::Slot::Title),
            v1::Member::Slot("status", v1::OPTIONAL, v1::Slot::Status),
            v1::Member::Slot("detail", v1::OPTIONAL, v1::Slot::Message),
            v1::Member::Slot("instance", v1::OPTIONAL, v1::Slot::Instance),
        ],
    },
    v1::Envelope {
        media_type: "application/json",
        body: &[
            v1::Member::Slot("code", v1::REQUIRED, v1::Slot::Code),
            v1::Member::Slot("message", v1::REQUIRED, v1::Slot::Message),
            v1::Member::Slot("info", v1::OPTIONAL_OR_NULL, v1::Slot::Details),
            v1::Member::Slot("at", v1::REQUIRED, v1::Slot::TimestampMilliseconds),
            v1::Member::Slot("wait", v1::REQUIRED, v1::Slot::RetryAfterMilliseconds),
            v1::Member::Slot("request", v1::REQUIRED, v1::Slot::RequestId),
        ],
    },
];

const RETRIES: &[v1::Retry] = &[
    v1::retry_rule(
        &[v1::After::Body, v1::After::Header],
        v1::None,
        v1::Some(v1::backoff(v1::milliseconds(2500), 2.0, v1::None)),
        3,
    ),
];
