// What `errbook-build` has to emit for the API `affiliate`.

use __errbook::__private::v1;
v1::interface!(1);

/// The error codes of Affiliate.
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
    /// `TOKEN_EXPIRED` (401): The access token has expired.
    TokenExpired,
    /// `TOKEN_INVALID` (401): The token is malformed or revoked.
    TokenInvalid,
    /// `PAYMENT_REQUIRED` (402): The feature needs a paid plan.
    PaymentRequired,
    /// `INSUFFICIENT_SCOPE` (403): The API key lacks a scope.
    InsufficientScope,
    /// `AFFILIATE_NOT_APPROVED` (403): The affiliate is not approved yet.
    AffiliateNotApproved,
    /// `RESOURCE_NOT_FOUND` (404): The resource does not exist.
    ResourceNotFound,
    /// `DUPLICATE_RESOURCE` (409): A resource with the same key exists.
    DuplicateResource,
    /// `CAMPAIGN_NOT_ACTIVE` (409): The campaign is not active.
    CampaignNotActive,
    /// `VALIDATION_ERROR` (422): A field is invalid.
    ValidationError,
    /// `RATE_LIMIT_EXCEEDED` (429): Too many requests.
    RateLimitExceeded,
    /// `QUOTA_EXCEEDED` (429): A limit of the plan is reached.
    QuotaExceeded,
}
v1::error_code! { ErrorCode, API;
    TokenExpired,
    TokenInvalid,
    PaymentRequired,
    InsufficientScope,
    AffiliateNotApproved,
    ResourceNotFound,
    DuplicateResource,
    CampaignNotActive,
    ValidationError,
    RateLimitExceeded,
    QuotaExceeded,
}

/// What can be wrong: a code with what it carries, or a status that comes without a code.
#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
pub enum ErrorKind {
    /// [`ErrorCode::TokenExpired`]: The access token has expired.
    TokenExpired,
    /// [`ErrorCode::TokenInvalid`]: The token is malformed or revoked.
    TokenInvalid,
    /// [`ErrorCode::PaymentRequired`]: The feature needs a paid plan.
    PaymentRequired,
    /// [`ErrorCode::InsufficientScope`]: The API key lacks a scope.
    InsufficientScope,
    /// [`ErrorCode::AffiliateNotApproved`]: The affiliate is not approved yet.
    AffiliateNotApproved,
    /// [`ErrorCode::ResourceNotFound`]: The resource does not exist.
    ResourceNotFound,
    /// [`ErrorCode::DuplicateResource`]: A resource with the same key exists.
    DuplicateResource,
    /// [`ErrorCode::CampaignNotActive`]: The campaign is not active.
    CampaignNotActive,
    /// [`ErrorCode::ValidationError`]: A field is invalid.
    ValidationError,
    /// [`ErrorCode::RateLimitExceeded`]: Too many requests.
    RateLimitExceeded,
    /// [`ErrorCode::QuotaExceeded`]: A limit of the plan is reached.
    QuotaExceeded,
    /// Status 400 without a code: The request cannot be read.
    BadRequest,
    /// Status 500 without a code: The server failed.
    InternalServerError,
}
v1::error_kind! { ErrorKind, ErrorCode, API;
    codes {
        TokenExpired,
        TokenInvalid,
        PaymentRequired,
        InsufficientScope,
        AffiliateNotApproved,
        ResourceNotFound,
        DuplicateResource,
        CampaignNotActive,
        ValidationError,
        RateLimitExceeded,
        QuotaExceeded,
    }
    payloads {}
    statuses {
        BadRequest = 400,
        InternalServerError = 500,
    }
    ranges {}
    default {}
}
v1::closed_status! { ErrorCode, ErrorKind, API }

/// An error as Affiliate sends it.
pub struct ApiError(v1::Failure<ErrorKind>);
v1::api_error! { ApiError, ErrorKind, ErrorCode }
v1::constructors! { ApiError, ErrorKind;
    token_expired => TokenExpired,
    token_invalid => TokenInvalid,
    payment_required => PaymentRequired,
    insufficient_scope => InsufficientScope,
    affiliate_not_approved => AffiliateNotApproved,
    resource_not_found => ResourceNotFound,
    duplicate_resource => DuplicateResource,
    campaign_not_active => CampaignNotActive,
    validation_error => ValidationError,
    rate_limit_exceeded => RateLimitExceeded,
    quota_exceeded => QuotaExceeded,
    bad_request => BadRequest,
    internal_server_error => InternalServerError,
}
v1::with_slots! { ApiError: fields, rate_limit }

/// An error answer of Affiliate.
#[derive(::core::clone::Clone)]
pub struct ResponseError(v1::Answer<ErrorKind>);
v1::response_error! { ResponseError, ErrorKind, ErrorCode }

/// The errors of each operation, and no others.
pub mod operation {
    use super::v1;

    /// What `createCampaign` (POST `/campaigns`) can answer.
    #[derive(::core::fmt::Debug)]
    pub enum CreateCampaign {
        /// `TOKEN_EXPIRED` (401): The access token has expired.
        TokenExpired(v1::Slots),
        /// `TOKEN_INVALID` (401): The token is malformed or revoked.
        TokenInvalid(v1::Slots),
        /// `PAYMENT_REQUIRED` (402): The feature needs a paid plan.
        PaymentRequired(v1::Slots),
        /// `INSUFFICIENT_SCOPE` (403): The API key lacks a scope.
        InsufficientScope(v1::Slots),
        /// `AFFILIATE_NOT_APPROVED` (403): The affiliate is not approved yet.
        AffiliateNotApproved(v1::Slots),
        /// `VALIDATION_ERROR` (422): A field is invalid.
        ValidationError(v1::Slots),
        /// `RATE_LIMIT_EXCEEDED` (429): Too many requests.
        RateLimitExceeded(v1::Slots),
        /// `QUOTA_EXCEEDED` (429): A limit of the plan is reached.
        QuotaExceeded(v1::Slots),
        /// Status 400 without a code: The request cannot be read.
        BadRequest(v1::Slots),
        /// Status 500 without a code: The server failed.
        InternalServerError(v1::Slots),
    }
    v1::operation! { CreateCampaign;
        codes {
            token_expired => TokenExpired(401, 0),
            token_invalid => TokenInvalid(401, 0),
            payment_required => PaymentRequired(402, 0),
            insufficient_scope => InsufficientScope(403, 0),
            affiliate_not_approved => AffiliateNotApproved(403, 0),
            validation_error => ValidationError(422, 1),
            rate_limit_exceeded => RateLimitExceeded(429, 2),
            quota_exceeded => QuotaExceeded(429, 2),
        }
        statuses {
            bad_request => BadRequest(400, 3),
            internal_server_error => InternalServerError(500, 3),
        }
        ranges {}
    }
    v1::with_slots! { CreateCampaign: fields, rate_limit }
}

/// The published rate limits, plan by plan.
pub const RATE_LIMIT_PLANS: &[v1::RateLimitPlan] = &[
    v1::RateLimitPlan {
        name: "Free",
        per_minute: v1::Some(30),
        per_day: v1::Some(1_000),
    },
    v1::RateLimitPlan {
        name: "Starter",
        per_minute: v1::Some(60),
        per_day: v1::Some(5_000),
    },
    v1::RateLimitPlan {
        name: "Pro",
        per_minute: v1::Some(300),
        per_day: v1::Some(50_000),
    },
    v1::RateLimitPlan {
        name: "Business",
        per_minute: v1::Some(600),
        per_day: v1::Some(200_000),
    },
    v1::RateLimitPlan {
        name: "Enterprise",
        per_minute: v1::None,
        per_day: v1::None,
    },
];
const STATUS_401: v1::StatusCode = v1::status(401);
const STATUS_402: v1::StatusCode = v1::status(402);
const STATUS_403: v1::StatusCode = v1::status(403);
const STATUS_404: v1::StatusCode = v1::status(404);
const STATUS_409: v1::StatusCode = v1::status(409);
const STATUS_422: v1::StatusCode = v1::status(422);
const STATUS_429: v1::StatusCode = v1::status(429);

static API: v1::Api = v1::Api {
    codes: CODES,
    statuses: STATUSES,
    envelopes: ENVELOPES,
    retries: RETRIES,
    rate_limit: v1::RateLimitHeaders {
        limit: v1::Some("X-RateLimit-Limit"),
        remaining: v1::Some("X-RateLimit-Remaining"),
        reset: v1::Some("X-RateLimit-Reset"),
    },
};

const CODES: v1::Codes = v1::Codes {
    wire: &[
        "TOKEN_EXPIRED",
        "TOKEN_INVALID",
        "PAYMENT_REQUIRED",
        "INSUFFICIENT_SCOPE",
        "AFFILIATE_NOT_APPROVED",
        "RESOURCE_NOT_FOUND",
        "DUPLICATE_RESOURCE",
        "CAMPAIGN_NOT_ACTIVE",
        "VALIDATION_ERROR",
        "RATE_LIMIT_EXCEEDED",
        "QUOTA_EXCEEDED",
    ],
    form: v1::Form::Text,
    index: &[
        (0x255b_79ea_1e38_47f8, 7),
        (0x3431_5bc7_e842_b9e9, 10),
        (0x4640_4bbe_6077_efbc, 0),
        (0x500a_1bf7_5807_6867, 6),
        (0x5998_c151_ff01_0420, 5),
        (0x5a19_b9f9_27e0_96f9, 9),
        (0x897e_5401_58a8_061e, 1),
        (0xa1ab_7986_183f_b6d3, 2),
        (0xbe3d_820b_01a0_a29c, 4),
        (0xe6ce_b380_2c1b_98cf, 8),
        (0xec57_7cdb_ef0b_34d5, 3),
    ],
    descriptions: &[
        "The access token has expired.",
        "The token is malformed or revoked.",
        "The feature needs a paid plan.",
        "The API key lacks a scope.",
        "The affiliate is not approved yet.",
        "The resource does not exist.",
        "A resource with the same key exists.",
        "The campaign is not active.",
        "A field is invalid.",
        "Too many requests.",
        "A limit of the plan is reached.",
    ],
    primary: &[401, 401, 402, 403, 403, 404, 409, 409, 422, 429, 429],
    statuses: &[
        &[STATUS_401],
        &[STATUS_401],
        &[STATUS_402],
        &[STATUS_403],
        &[STATUS_403],
        &[STATUS_404],
        &[STATUS_409],
        &[STATUS_409],
        &[STATUS_422],
        &[STATUS_429],
        &[STATUS_429],
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
        1,
        2,
    ],
    envelopes: &[0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 2],
};

const STATUSES: &[v1::Status] = &[
    v1::Status {
        key: v1::Key::Exact(400),
        description: "The request cannot be read.",
        codes: &[],
        uncoded: true,
        uncoded_envelope: 3,
        envelopes: &[3],
        retry: v1::NONE,
    },
    v1::Status {
        key: v1::Key::Exact(401),
        description: "The token is not accepted.",
        codes: &[0, 1],
        uncoded: false,
        uncoded_envelope: v1::NONE,
        envelopes: &[0],
        retry: v1::NONE,
    },
    v1::Status {
        key: v1::Key::Exact(402),
        description: "A paid plan is needed.",
        codes: &[2],
        uncoded: false,
        uncoded_envelope: v1::NONE,
        envelopes: &[0],
        retry: v1::NONE,
    },
    v1::Status {
        key: v1::Key::Exact(403),
        description: "The request is not allowed.",
        codes: &[3, 4],
        uncoded: false,
        uncoded_envelope: v1::NONE,
        envelopes: &[0],
        retry: v1::NONE,
    },
    v1::Status {
        key: v1::Key::Exact(404),
        description: "The resource does not exist.",
        codes: &[5],
        uncoded: false,
        uncoded_envelope: v1::NONE,
        envelopes: &[0],
        retry: v1::NONE,
    },
    v1::Status {
        key: v1::Key::Exact(409),
        description: "The request conflicts with the state of the resource.",
        codes: &[6, 7],
        uncoded: false,
        uncoded_envelope: v1::NONE,
        envelopes: &[0],
        retry: v1::NONE,
    },
    v1::Status {
        key: v1::Key::Exact(422),
        description: "A field is invalid.",
        codes: &[8],
        uncoded: false,
        uncoded_envelope: v1::NONE,
        envelopes: &[1],
        retry: v1::NONE,
    },
    v1::Status {
        key: v1::Key::Exact(429),
        description: "Too many requests.",
        codes: &[9, 10],
        uncoded: false,
        uncoded_envelope: v1::NONE,
        envelopes: &[2],
        retry: v1::NONE,
    },
    v1::Status {
        key: v1::Key::Exact(500),
        description: "The server failed.",
        codes: &[],
        uncoded: true,
        uncoded_envelope: 3,
        envelopes: &[3],
        retry: 0,
    },
];

const ENVELOPES: &[v1::Envelope] = &[
    v1::Envelope {
        media_type: "application/json",
        body: &[
            v1::Member::Slot("detail", v1::REQUIRED, v1::Slot::Message),
            v1::Member::Slot("error_code", v1::REQUIRED, v1::Slot::Code),
            v1::Member::Slot("status", v1::REQUIRED, v1::Slot::Status),
        ],
    },
    v1::Envelope {
        media_type: "application/json",
        body: &[
            v1::Member::Slot("detail", v1::REQUIRED, v1::Slot::Message),
            v1::Member::Slot("error_code", v1::REQUIRED, v1::Slot::Code),
            v1::Member::Slot("status", v1::REQUIRED, v1::Slot::Status),
            v1::Member::Slot(
                "fields",
                v1::REQUIRED,
                v1::Slot::Fields(v1::FieldKeys {
                    path: "field",
                    path_is_list: false,
                    message: "message",
                    code: v1::None,
                }),
            ),
        ],
    },
    v1::Envelope {
        media_type: "application/json",
        body: &[
            v1::Member::Slot("detail", v1::REQUIRED, v1::Slot::Message),
            v1::Member::Slot("error_code", v1::REQUIRED, v1::Slot::Code),
            v1::Member::Slot("retry_after", v1::OPTIONAL, v1::Slot::RetryAfter),
        ],
    },
    v1::Envelope {
        media_type: "application/json",
        body: &[
            v1::Member::Slot("detail", v1::REQUIRED, v1::Slot::Message),
            v1::Member::Slot("status", v1::REQUIRED, v1::Slot::Status),
        ],
    },
];

const RETRIES: &[v1::Retry] = &[
    v1::retry_rule(&[], v1::Some(v1::milliseconds(5000)), v1::None, 2),
    v1::retry_rule(
        &[v1::After::Body],
        v1::None,
        v1::Some(
            v1::backoff(v1::milliseconds(1000), 2.0, v1::Some(v1::milliseconds(30000))),
        ),
        5,
    ),
    v1::Retry::Never,
];
