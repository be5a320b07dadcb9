//! Specs that others published, with one fact changed, where they are at hand.

use crate::edit::{Case, corpus};

/// No cases where there are no such specs.
pub(crate) fn cases() -> &'static [Case] {
    if corpus().is_dir() { CASES } else { &[] }
}

/// Where the codes of a spec stand, in whose bodies more than one place could be meant.
pub(crate) fn code_path(spec: &str) -> Option<&'static str> {
    match spec {
        "coinbase-cdp.yaml" => Some("errorType"),
        "paypal-orders.json" => Some("details[].issue"),
        "psd2-confirmation-of-funds.yaml" => Some("tppMessages[].code"),
        "square.json" => Some("#/components/schemas/ErrorCode"),
        _ => None,
    }
}

const CASES: &[Case] = &[
    // One enum for all, of which nobody says under which status each stands.
    Case {
        edits: &[("azure-servicefabric.json", "\"FABRIC_E_NODE_IS_UP\"", "\"FABRIC_E_NODE_UP\"")],
        changes: &["code-renamed FABRIC_E_NODE_IS_UP: FABRIC_E_NODE_IS_UP → FABRIC_E_NODE_UP"],
    },
    Case {
        edits: &[("coinbase-cdp.yaml", "        - authorization_expired\n", "")],
        changes: &["code-removed authorization_expired"],
    },
    Case {
        edits: &[("coinbase-cdp.yaml", "authorization_expired", "authorization_lapsed")],
        changes: &["code-renamed authorization_expired: authorization_expired → authorization_lapsed"],
    },
    Case {
        edits: &[(
            "fingerprint.yaml",
            "        - VisitorNotFound\n",
            "        - VisitorNotFound\n        - VisitorGone\n",
        )],
        changes: &["code-added VisitorGone"],
    },
    Case {
        edits: &[("lob.yaml", "                - rate_limit_exceeded\n", "")],
        changes: &["code-removed rate_limit_exceeded"],
    },
    Case {
        edits: &[("stripe.yaml", "            - idempotency_error\n            - inv", "            - inv")],
        changes: &["code-removed idempotency_error"],
    },
    // A set for each operation.
    Case {
        edits: &[(
            "bluesky.json",
            "\"AccountTakedown\",\n                        \"AuthFactorTokenRequired\"",
            "\"AuthFactorTokenRequired\"",
        )],
        changes: &["code-removed-from-operation AccountTakedown: 400 → -"],
    },
    Case {
        edits: &[("slack.json", "\"account_inactiv\"", "\"account_inactive\"")],
        changes: &["code-removed account_inactiv", "code-added-to-operation account_inactive: - → default"],
    },
    // A set for each status.
    Case {
        edits: &[("lightspark-grid.yaml", "            - EMAIL_OTP_EMAIL_ALREADY_EXISTS\n", "")],
        changes: &["code-removed EMAIL_OTP_EMAIL_ALREADY_EXISTS: 409 → -"],
    },
    Case {
        edits: &[("psd2-confirmation-of-funds.yaml", "CONSENT_UNKNOWN", "CONSENT_NOT_KNOWN")],
        changes: &["code-renamed CONSENT_UNKNOWN: CONSENT_UNKNOWN → CONSENT_NOT_KNOWN"],
    },
    Case {
        edits: &[("xero-bankfeeds.yaml", "            - duplicate-statement\n", "")],
        changes: &["code-removed duplicate-statement: 403 → -"],
    },
    // A branch for each code.
    Case {
        edits: &[(
            "camara-qod.yaml",
            "                      - QUALITY_ON_DEMAND.SESSION_EXTENSION_NOT_ALLOWED\n",
            "                      - QUALITY_ON_DEMAND.SESSION_EXTENSION_NOT_ALLOWED\n                      - SESSION_ENDED\n",
        )],
        changes: &["code-added SESSION_ENDED: - → 409"],
    },
    Case {
        edits: &[(
            "paypal-orders.json",
            "\"CANNOT_BE_ZERO_OR_NEGATIVE\"\n                      ]",
            "\"MUST_BE_POSITIVE\"\n                      ]",
        )],
        changes: &["code-removed CANNOT_BE_ZERO_OR_NEGATIVE: 422 → -", "code-added MUST_BE_POSITIVE: - → 422"],
    },
    // Bodies of successes alone.
    Case {
        edits: &[("square.json", "\"RATE_LIMITED\"", "\"TOO_OFTEN\"")],
        changes: &["code-renamed RATE_LIMITED: RATE_LIMITED → TOO_OFTEN"],
    },
    // Members, media types, headers and operations.
    Case {
        edits: &[("adyen-checkout.json", "\"invalidFields\"", "\"wrongFields\"")],
        changes: &[
            "field-removed invalidFields: list of InvalidField → -",
            "field-added wrongFields: - → list of InvalidField",
        ],
    },
    Case {
        edits: &[("xero-bankfeeds.yaml", "application/problem+json", "application/json")],
        changes: &["media-type-changed application/json: application/problem+json → application/json"],
    },
    Case {
        edits: &[("discord.json", "X-RateLimit-Bucket", "X-RateLimit-Pail")],
        changes: &["header-added X-RateLimit-Pail", "header-removed X-RateLimit-Bucket"],
    },
    Case {
        edits: &[("fingerprint.yaml", "            Retry-After:", "            X-Retry-After:")],
        changes: &["header-added X-Retry-After", "header-removed Retry-After"],
    },
    Case {
        edits: &[(
            "github.json",
            "\"operationId\": \"gists/check-is-starred\"",
            "\"operationId\": \"gists/is-starred\"",
        )],
        changes: &["operation-renamed gists/check-is-starred: gists/check-is-starred → gists/is-starred"],
    },
    // Texts and examples are no part of the contract.
    Case { edits: &[("github.json", "Not Found if gist is not starred", "It has no star")], changes: &[] },
    Case {
        edits: &[("coinbase-cdp.yaml", "Bad gateway. Please try again later.", "The gateway is gone.")],
        changes: &[],
    },
];
