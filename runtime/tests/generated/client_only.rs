// What `errbook-build` has to emit under `client_only`, where a spec does not tell the status of every code.

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
    /// `quota`: The quota is used up.
    Quota,
    /// `404` (404): There is nothing.
    Nothing,
    /// `error`: Something is wrong.
    Error,
    /// `code`: The code is wrong.
    Code,
}
v1::error_code! { ErrorCode, API;
    Quota,
    Nothing,
    Error,
    Code,
}

/// What can be wrong: a code with what it carries, or a status that comes without a code.
#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
pub enum ErrorKind {
    /// [`ErrorCode::Quota`]: The quota is used up.
    Quota,
    /// [`ErrorCode::Nothing`]: There is nothing.
    Nothing,
    /// [`ErrorCode::Error`]: Something is wrong.
    Error,
    /// [`ErrorCode::Code`]: The code is wrong.
    Code,
    /// Any other status 500 to 599 without a code: The server failed.
    ServerError(v1::StatusCode),
}
v1::error_kind! { ErrorKind, ErrorCode, API;
    codes {
        Quota,
        Nothing,
        Error,
        Code,
    }
    payloads {}
    statuses {}
    ranges {
        ServerError = 5,
    }
    default {}
}
v1::client_only_status! { ErrorKind, API }

/// An error answer.
#[derive(::core::clone::Clone)]
pub struct ResponseError(v1::Answer<ErrorKind>);
v1::response_error! { ResponseError, ErrorKind, ErrorCode }

const STATUS_404: v1::StatusCode = v1::status(404);

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
    wire: &["quota", "404", "error", "code"],
    form: v1::Form::Mixed(&[false, true, false, false]),
    index: &[
        (0x0bb5_1791_194b_4414, 3),
        (0x2bd9_4a18_09c1_7027, 1),
        (0x5a60_ed14_3b2f_d02b, 0),
        (0x9f74_52dd_75d5_4d31, 2),
    ],
    descriptions: &["The quota is used up.", "There is nothing.", "Something is wrong.", "The code is wrong."],
    primary: &[0, 404, 0, 0],
    statuses: &[&[], &[STATUS_404], &[], &[]],
    retries: &[v1::NONE, v1::NONE, v1::NONE, v1::NONE],
    envelopes: &[v1::NONE, 0, v1::NONE, v1::NONE],
};

const STATUSES: &[v1::Status] = &[
    v1::Status {
        key: v1::Key::Exact(404),
        description: "There is nothing.",
        codes: &[1],
        uncoded: false,
        uncoded_envelope: v1::NONE,
        envelopes: &[0],
        retry: v1::NONE,
    },
    v1::Status {
        key: v1::Key::Class(5),
        description: "The server failed.",
        codes: &[],
        uncoded: true,
        uncoded_envelope: v1::NONE,
        envelopes: &[],
        retry: v1::NONE,
    },
];

const ENVELOPES: &[v1::Envelope] = &[
    v1::Envelope {
        media_type: "application/json",
        body: &[
            v1::Member::Slot("code", v1::REQUIRED, v1::Slot::Code),
            v1::Member::Slot("text", v1::OPTIONAL, v1::Slot::Message),
        ],
    },
];

const RETRIES: &[v1::Retry] = &[];
