//! All codes in one enum, their facts in `x-error-codes` beside it.

use crate::edit::Case;

const SPEC: &str = "refcampaign.yaml";

pub(crate) const CASES: &[Case] = &[
    Case {
        edits: &[(
            SPEC,
            "              - type: string\n              - type: integer\n",
            "              - type: string\n              - type: integer\n              - type: boolean\n",
        )],
        changes: &["form-added ZodIssuePath: - → boolean"],
    },
    Case {
        edits: &[
            (
                SPEC,
                "                - SERVICE_UNAVAILABLE\n",
                "                - SERVICE_UNAVAILABLE\n                - GONE_AWAY\n",
            ),
            (
                SPEC,
                "              x-error-codes:\n",
                "              x-error-codes:\n                GONE_AWAY: {status: 404}\n",
            ),
        ],
        changes: &["code-added GONE_AWAY: - → 404"],
    },
    Case {
        edits: &[
            (SPEC, "                - ALREADY_EXISTS\n", ""),
            (
                SPEC,
                "                ALREADY_EXISTS:\n                  status: 409\n                  description: What was to be created exists already.\n                  cause: The same email was signed up to the same campaign before\n                  alert: none\n",
                "",
            ),
        ],
        changes: &["code-removed ALREADY_EXISTS: 409 → -"],
    },
    Case {
        edits: &[
            (SPEC, "- ALREADY_EXISTS\n", "- TAKEN\n"),
            (SPEC, "                ALREADY_EXISTS:\n", "                TAKEN:\n"),
            (SPEC, "code: ALREADY_EXISTS", "code: TAKEN"),
        ],
        changes: &["code-renamed ALREADY_EXISTS: ALREADY_EXISTS → TAKEN"],
    },
    Case {
        edits: &[(
            SPEC,
            "                NOT_FOUND:\n                  status: 404",
            "                NOT_FOUND:\n                  status: 409",
        )],
        changes: &["code-moved NOT_FOUND: 404 → 409"],
    },
    Case {
        edits: &[
            (
                SPEC,
                "                VALIDATION_FAILED:\n                  status: 400",
                "                VALIDATION_FAILED:\n                  status: 409",
            ),
            (
                SPEC,
                "                  payload:\n                    type: array\n                    items: {$ref: '#/components/schemas/ZodIssue'}\n",
                "",
            ),
        ],
        changes: &["code-reused VALIDATION_FAILED: 400 → 409"],
    },
    Case {
        edits: &[(
            SPEC,
            "                  retry: {after: [header], attempts: 5}\n",
            "                  retry: never\n",
        )],
        changes: &["made-non-retryable LIMIT_EXCEEDED: 5 tries, after the header → never"],
    },
    Case {
        edits: &[(SPEC, "retry: {after: [header], attempts: 5}", "retry: {after: [header], attempts: 3}")],
        changes: &["wait-changed LIMIT_EXCEEDED: 5 tries, after the header → 3 tries, after the header"],
    },
    Case {
        edits: &[(SPEC, "                  retry: {after: [header], attempts: 5}\n", "")],
        changes: &["wait-changed LIMIT_EXCEEDED: 5 tries, after the header → 5 tries, after the header, else 5 s"],
    },
    Case {
        edits: &[(
            SPEC,
            "                NOT_FOUND:\n",
            "                NOT_FOUND:\n                  retry: {default: 1s, attempts: 2}\n",
        )],
        changes: &["made-retryable NOT_FOUND: no rule → 2 tries, after 1 s"],
    },
    Case {
        edits: &[(SPEC, "  \"5XX\": {backoff: {initial: 1s, factor: 2, max: 30s}, attempts: 5}\n", "")],
        changes: &["made-non-retryable 5XX: 5 tries, after 1 s × 2, 30 s at most → no rule"],
    },
    Case {
        edits: &[(
            SPEC,
            "\"429\": {after: [header], default: 5s, attempts: 5}",
            "\"429\": {after: [header], default: 9s, attempts: 5}",
        )],
        changes: &["wait-changed 429: 5 tries, after the header, else 5 s → 5 tries, after the header, else 9 s"],
    },
    Case {
        edits: &[(SPEC, "x-retry:\n", "x-retry:\n  \"503\": never\n")],
        changes: &["made-non-retryable 503: 5 tries, after 1 s × 2, 30 s at most → never"],
    },
    Case {
        edits: &[(
            SPEC,
            "                NOT_FOUND:\n",
            "                NOT_FOUND:\n                  deprecated: true\n",
        )],
        changes: &["code-deprecated NOT_FOUND"],
    },
    Case {
        edits: &[(
            SPEC,
            "                  cause: The key did not reach the environment, typically after a deploy\n                  alert: warn\n",
            "                  alert: page\n",
        )],
        changes: &["alert-changed UNAUTHORIZED: warn → page"],
    },
    Case {
        edits: &[(SPEC, "required: [success, error, meta]", "required: [success, error]")],
        changes: &["field-optional meta"],
    },
    Case {
        edits: &[(SPEC, "          required: [code, message]\n", "          required: [code, message, details]\n")],
        changes: &["field-required error.details"],
    },
    Case {
        edits: &[(
            SPEC,
            "          required: [timestamp]\n          properties:\n",
            "          required: [timestamp, host]\n          properties:\n            host: {type: string}\n",
        )],
        changes: &["required-field-added meta.host: - → string"],
    },
    Case {
        edits: &[(
            SPEC,
            "          required: [timestamp]\n          properties:\n",
            "          required: [timestamp]\n          properties:\n            request_id: {type: string}\n",
        )],
        changes: &["field-added meta.request_id: - → string"],
    },
    Case {
        edits: &[(
            SPEC,
            "              type: string\n              description: For logs, not for end users\n",
            "              type: integer\n",
        )],
        changes: &["field-retyped error.message: string → integer"],
    },
    Case {
        edits: &[(
            SPEC,
            "              type: string\n              description: For logs, not for end users\n",
            "              type: string\n              nullable: true\n",
        )],
        changes: &["field-nullable error.message"],
    },
    Case {
        edits: &[(
            SPEC,
            "        success:\n          type: boolean\n          enum: [false]\n",
            "        success:\n          type: boolean\n",
        )],
        changes: &["field-retyped success: always false → boolean"],
    },
    Case {
        edits: &[(
            SPEC,
            "              type: string\n              format: date-time\n              description: When the error happened, in UTC; support will ask for it\n",
            "              type: integer\n",
        )],
        changes: &["field-retyped meta.timestamp: string → integer"],
    },
    Case {
        edits: &[(
            SPEC,
            "        code:\n          type: string\n          description: Zod's name for what is wrong\n",
            "",
        )],
        changes: &["field-removed ZodIssue.code: string → -"],
    },
    Case {
        edits: &[(SPEC, "      required: [path, message]\n", "      required: [path, message, code]\n")],
        changes: &["field-required ZodIssue.code"],
    },
    Case {
        edits: &[(
            SPEC,
            "            oneOf:\n              - type: string\n              - type: integer\n",
            "            type: string\n",
        )],
        changes: &["field-retyped ZodIssue.path[]: ZodIssuePath → string"],
    },
    Case {
        edits: &[(
            SPEC,
            "                  payload:\n                    type: array\n                    items: {$ref: '#/components/schemas/ZodIssue'}\n",
            "",
        )],
        changes: &["field-removed VALIDATION_FAILED: list of ZodIssue → -"],
    },
    Case {
        edits: &[(
            SPEC,
            "                NOT_FOUND:\n",
            "                NOT_FOUND:\n                  payload: {type: object, required: [id], properties: {id: {type: string}}}\n",
        )],
        changes: &["required-field-added NOT_FOUND: - → Payload2"],
    },
    Case {
        edits: &[(SPEC, "      headers:\n        Retry-After: {$ref: '#/components/headers/Retry-After'}\n", "")],
        changes: &["header-removed Retry-After"],
    },
    Case {
        edits: &[(
            SPEC,
            "        Retry-After: {$ref: '#/components/headers/Retry-After'}\n",
            "        Retry-After: {$ref: '#/components/headers/Retry-After'}\n        X-Quota: {schema: {type: integer}}\n",
        )],
        changes: &["header-added X-Quota"],
    },
    Case {
        edits: &[(
            SPEC,
            "        \"409\": {$ref: '#/components/responses/Conflict'}\n        \"429\": {$ref: '#/components/responses/TooManyRequests'}\n        \"500\": {$ref: '#/components/responses/ServerError'}\n        \"503\": {$ref: '#/components/responses/ServiceUnavailable'}\n  /affiliates/{affiliateId}:",
            "        \"429\": {$ref: '#/components/responses/TooManyRequests'}\n        \"500\": {$ref: '#/components/responses/ServerError'}\n        \"503\": {$ref: '#/components/responses/ServiceUnavailable'}\n  /affiliates/{affiliateId}:",
        )],
        changes: &["status-removed 409"],
    },
    Case {
        edits: &[(
            SPEC,
            "        \"429\": {$ref: '#/components/responses/TooManyRequests'}\n",
            "        \"408\": {description: Too slow}\n        \"429\": {$ref: '#/components/responses/TooManyRequests'}\n",
        )],
        changes: &["status-added 408"],
    },
    Case {
        edits: &[(SPEC, "operationId: createAffiliate", "operationId: signUp")],
        changes: &["operation-renamed createAffiliate: createAffiliate → signUp"],
    },
    Case {
        edits: &[(
            SPEC,
            "  /conversions/track:\n    post:\n",
            "  /conversions/track:\n    options:\n      operationId: allowed\n      responses:\n        \"404\": {$ref: '#/components/responses/NotFound'}\n    post:\n",
        )],
        changes: &["operation-added allowed: - → OPTIONS /conversions/track"],
    },
    Case {
        edits: &[(
            SPEC,
            "        application/json:\n          schema: {$ref: '#/components/schemas/ApiErrorResponse'}",
            "        application/problem+json:\n          schema: {$ref: '#/components/schemas/ApiErrorResponse'}",
        )],
        changes: &["media-type-changed application/problem+json: application/json → application/problem+json"],
    },
    // What makes no difference.
    Case { edits: &[(SPEC, "The API key is missing, malformed or revoked.", "No key.")], changes: &[] },
    Case { edits: &[(SPEC, "Another account's resource, a locked", "A locked")], changes: &[] },
    Case { edits: &[(SPEC, "message: The API key was revoked.", "message: Revoked.")], changes: &[] },
    Case {
        edits: &[(
            SPEC,
            "                - NOT_FOUND\n                - ALREADY_EXISTS\n",
            "                - ALREADY_EXISTS\n                - NOT_FOUND\n",
        )],
        changes: &[],
    },
    Case {
        edits: &[(
            SPEC,
            "Retry-After:\n      description: Seconds until",
            "Retry-After:\n      description: How long until",
        )],
        changes: &[],
    },
];
