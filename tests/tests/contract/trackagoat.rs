//! A schema per code, chosen by a discriminator, with what the code carries beside it.

use crate::edit::Case;

const SPEC: &str = "trackagoat.yaml";

pub(crate) const CASES: &[Case] = &[
    Case {
        edits: &[(
            SPEC,
            "    ServerError:\n      type: object\n      required: [data, error, meta]\n",
            "    ServerError:\n      type: object\n      required: [data, error]\n",
        )],
        changes: &["field-optional meta"],
    },
    Case {
        edits: &[(
            SPEC,
            "      required: [code, limitKey, current, max]\n",
            "      required: [code, limitKey, current]\n",
        )],
        changes: &["field-optional meta.max"],
    },
    Case {
        edits: &[(
            SPEC,
            "        limitKey: {type: string, description: Which limit}\n",
            "        limitKey: {type: integer}\n",
        )],
        changes: &["field-retyped meta.limitKey: string → integer"],
    },
    Case {
        edits: &[(
            SPEC,
            "        limitKey: {type: string, description: Which limit}\n",
            "        limitKey: {type: string}\n        resets: {type: string}\n",
        )],
        changes: &["field-added meta.resets: - → string"],
    },
    Case {
        edits: &[(SPEC, "          items: {type: string}\n", "          items: {type: integer}\n")],
        changes: &["field-retyped meta.granted[]: string → integer"],
    },
    Case {
        edits: &[(SPEC, "        bucket: {type: string, description: The sliding window that is full}\n", "")],
        changes: &["field-removed meta.bucket: string → -"],
    },
    Case {
        edits: &[(
            SPEC,
            "retryAfter: {type: integer, minimum: 0, description: Seconds to wait before the next try}",
            "retryAfter: {type: string}",
        )],
        changes: &["field-retyped meta.retryAfter: integer → string"],
    },
    Case {
        edits: &[(
            SPEC,
            "      required: [code]\n      properties:\n        code:\n          const: rate_limit_exceeded\n",
            "      required: [code, bucket]\n      properties:\n        code:\n          const: rate_limit_exceeded\n",
        )],
        changes: &["field-required meta.bucket"],
    },
    Case {
        edits: &[(
            SPEC,
            "      required: [code]\n      properties:\n        code:\n          const: retention_exceeded\n",
            "      required: [code, days]\n      properties:\n        days: {type: integer}\n        code:\n          const: retention_exceeded\n",
        )],
        changes: &["required-field-added meta.days: - → integer"],
    },
    Case {
        edits: &[
            (SPEC, "const: invalid_params", "const: bad_params"),
            (SPEC, "invalid_params: '#", "bad_params: '#"),
            (SPEC, "{code: invalid_params}", "{code: bad_params}"),
        ],
        changes: &["code-renamed invalid_params: invalid_params → bad_params"],
    },
    Case {
        edits: &[
            (SPEC, "            - $ref: '#/components/schemas/RetentionExceededMeta'\n", ""),
            (SPEC, "              retention_exceeded: '#/components/schemas/RetentionExceededMeta'\n", ""),
        ],
        changes: &["code-removed retention_exceeded: 402 → -"],
    },
    Case {
        edits: &[(SPEC, "\"429\": {after: [header, body], default: 60s, attempts: 5}", "\"429\": never")],
        changes: &["made-non-retryable 429: 5 tries, after the header, else the body, else 60 s → never"],
    },
    Case {
        edits: &[(
            SPEC,
            "          const: internal_error\n",
            "          const: internal_error\n          deprecated: true\n",
        )],
        changes: &["code-deprecated internal_error"],
    },
    Case {
        edits: &[(
            SPEC,
            "        \"402\": {$ref: '#/components/responses/LimitReached'}\n        \"403\": {$ref: '#/components/responses/Forbidden'}\n        \"409\"",
            "        \"403\": {$ref: '#/components/responses/Forbidden'}\n        \"409\"",
        )],
        changes: &["status-removed 402"],
    },
    Case {
        edits: &[(
            SPEC,
            "    UncodedError:\n      type: object\n      required: [data, error]\n",
            "    UncodedError:\n      type: object\n      required: [data, error, meta]\n",
        )],
        changes: &["field-required meta"],
    },
    Case {
        edits: &[(SPEC, "limitKey: {type: string,", "limitKey: {type: string, format: uuid,")],
        changes: &["field-format-changed meta.limitKey: - → uuid"],
    },
    Case {
        edits: &[(SPEC, "max: {type: integer, format: int64,", "max: {type: integer, format: int64, minimum: 1,")],
        changes: &["field-range-changed meta.max: - → >= 1"],
    },
    Case {
        edits: &[(SPEC, "bucket: {type: string,", "bucket: {type: string, default: v1Api,")],
        changes: &["field-default-changed meta.bucket: - → \"v1Api\""],
    },
    Case {
        edits: &[(SPEC, "bucket: {type: string,", "bucket: {type: string, nullable: true,")],
        changes: &["field-nullable meta.bucket"],
    },
    Case {
        edits: &[(
            SPEC,
            "items: {type: string}\n    RateLimitExceededMeta",
            "items: {type: integer}\n    RateLimitExceededMeta",
        )],
        changes: &["field-retyped meta.granted[]: string → integer"],
    },
    Case { edits: &[(SPEC, "Too many requests in this minute, or in this day.", "Slow down.")], changes: &[] },
    Case { edits: &[(SPEC, "LimitReachedMeta", "QuotaMeta")], changes: &[] },
];
