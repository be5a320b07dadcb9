//! A schema per response, with the status as a constant beside the codes.

use crate::edit::Case;

const SPEC: &str = "affiliate.yaml";

pub(crate) const CASES: &[Case] = &[
    Case {
        edits: &[(SPEC, "  - {plan: Starter, per-minute: 60, per-day: 5000}\n", "")],
        changes: &["plan-removed Starter: 60 per minute, 5000 per day → -"],
    },
    Case {
        edits: &[(SPEC, "retry_after:\n                type: integer", "retry_after:\n                type: number")],
        changes: &["field-retyped retry_after: integer → number"],
    },
    Case {
        edits: &[(SPEC, "enum: [PAYMENT_REQUIRED]", "enum: [PAYMENT_REQUIRED, TRIAL_OVER]")],
        changes: &["code-added TRIAL_OVER: - → 402"],
    },
    Case {
        edits: &[
            (SPEC, "enum: [TOKEN_EXPIRED, TOKEN_INVALID]", "enum: [TOKEN_EXPIRED]"),
            (SPEC, "  TOKEN_INVALID:\n    description: The token is malformed or was revoked.\n", ""),
        ],
        changes: &["code-removed TOKEN_INVALID: 401 → -"],
    },
    Case {
        edits: &[(SPEC, "TOKEN_INVALID", "TOKEN_REFUSED")],
        changes: &["code-renamed TOKEN_INVALID: TOKEN_INVALID → TOKEN_REFUSED"],
    },
    Case {
        edits: &[
            (SPEC, "enum: [INSUFFICIENT_SCOPE, AFFILIATE_NOT_APPROVED]", "enum: [INSUFFICIENT_SCOPE]"),
            (
                SPEC,
                "enum: [DUPLICATE_RESOURCE, CAMPAIGN_NOT_ACTIVE]",
                "enum: [DUPLICATE_RESOURCE, CAMPAIGN_NOT_ACTIVE, AFFILIATE_NOT_APPROVED]",
            ),
        ],
        changes: &["code-moved AFFILIATE_NOT_APPROVED: 403 → 409"],
    },
    Case {
        edits: &[(SPEC, "enum: [DUPLICATE_RESOURCE, CAMPAIGN_NOT_ACTIVE]", "enum: [CAMPAIGN_NOT_ACTIVE]")],
        changes: &["code-removed-from-operation DUPLICATE_RESOURCE: 409 → -"],
    },
    Case {
        edits: &[(SPEC, "enum: [DUPLICATE_RESOURCE]", "enum: [DUPLICATE_RESOURCE, CAMPAIGN_NOT_ACTIVE]")],
        changes: &["code-added-to-operation CAMPAIGN_NOT_ACTIVE: - → 409"],
    },
    Case {
        edits: &[(SPEC, "required: [error_code, fields]", "required: [error_code]")],
        changes: &["field-optional fields"],
    },
    Case {
        edits: &[(
            SPEC,
            "      required: [field, message]\n      properties:\n        field:",
            "      required: [name, message]\n      properties:\n        name:",
        )],
        changes: &["field-retyped fields: list of {field, message} → list of {name, message}"],
    },
    Case {
        edits: &[(
            SPEC,
            "              retry_after:\n                type: integer\n                minimum: 0\n                description: Seconds to wait before the next try\n",
            "",
        )],
        changes: &["field-removed retry_after: number → -"],
    },
    Case {
        edits: &[(SPEC, "required: [detail, error_code]\n", "required: [detail, error_code, retry_after]\n")],
        changes: &["field-required retry_after"],
    },
    Case {
        edits: &[(
            SPEC,
            "          type: string\n          description: What went wrong\n",
            "          type: integer\n",
        )],
        changes: &["field-retyped detail: string → integer"],
    },
    Case {
        edits: &[(
            SPEC,
            "      required: [detail, status]\n      properties:\n        detail:\n",
            "      required: [status]\n      properties:\n        detail:\n",
        )],
        changes: &["field-optional detail"],
    },
    Case {
        edits: &[(
            SPEC,
            "        status:\n          type: integer\n          description: The HTTP status once more\n",
            "        status:\n          type: integer\n        hint: {type: string}\n",
        )],
        changes: &["field-added hint: - → string"],
    },
    Case {
        edits: &[(SPEC, "  \"500\": {default: 5s, attempts: 2}", "  \"500\": never")],
        changes: &["made-non-retryable 500: 2 tries, after 5 s → never"],
    },
    Case {
        edits: &[(SPEC, "    retry: never\n", "    retry: {default: 60s, attempts: 2}\n")],
        changes: &["made-retryable QUOTA_EXCEEDED: never → 2 tries, after 60 s"],
    },
    Case {
        edits: &[(SPEC, "    description: The affiliate has to be approved before this.\n", "    deprecated: true\n")],
        changes: &["code-deprecated AFFILIATE_NOT_APPROVED"],
    },
    Case {
        edits: &[(SPEC, "        Retry-After: {$ref: '#/components/headers/Retry-After'}\n", "")],
        changes: &["header-removed Retry-After"],
    },
    Case {
        edits: &[(
            SPEC,
            "      description: How many requests the window allows\n      required: true\n",
            "      description: How many requests the window allows\n",
        )],
        changes: &["header-optional X-RateLimit-Limit"],
    },
    Case {
        edits: &[(SPEC, "per-minute: 60, per-day: 5000", "per-minute: 90, per-day: 5000")],
        changes: &["plan-changed Starter: 60 per minute, 5000 per day → 90 per minute, 5000 per day"],
    },
    Case {
        edits: &[(SPEC, "        \"500\": {$ref: '#/components/responses/ServerError'}\n", "")],
        changes: &["status-removed 500"],
    },
    Case {
        edits: &[(
            SPEC,
            "        \"401\": {$ref: '#/components/responses/Unauthorized'}\n",
            "        \"402\": {$ref: '#/components/responses/PaymentRequired'}\n        \"401\": {$ref: '#/components/responses/Unauthorized'}\n",
        )],
        changes: &["status-added 402"],
    },
    Case { edits: &[(SPEC, "message: Required field}", "message: Required}")], changes: &[] },
    Case { edits: &[(SPEC, "[TOKEN_EXPIRED, TOKEN_INVALID]", "[TOKEN_INVALID, TOKEN_EXPIRED]")], changes: &[] },
    Case { edits: &[(SPEC, "X-RateLimit-Limit", "x-ratelimit-limit")], changes: &[] },
];
