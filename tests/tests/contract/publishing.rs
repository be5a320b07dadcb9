//! Several files, 3.1, a code list in a file of its own.

use crate::edit::Case;

const CODES: &str = "publishing/error-code.yaml";
const BODY: &str = "publishing/error-response.yaml";
const PATHS: &str = "publishing/paths.yaml";
const RESPONSES: &str = "publishing/responses.yaml";
const SPEC: &str = "publishing.yaml";

pub(crate) const CASES: &[Case] = &[
    Case {
        edits: &[
            (CODES, "  - INTERNAL_ERROR\n", "  - INTERNAL_ERROR\n  - PLAGIARISM\n"),
            (CODES, "x-error-codes:\n", "x-error-codes:\n  PLAGIARISM: {status: 409}\n"),
        ],
        changes: &["code-added PLAGIARISM: - → 409"],
    },
    Case {
        edits: &[(CODES, "  CONFLICT:\n    status: 409", "  CONFLICT:\n    status: 412")],
        changes: &["code-moved CONFLICT: 409 → 412"],
    },
    Case {
        edits: &[(CODES, "PRECONDITION_FAILED", "NOT_SET_UP"), (RESPONSES, "PRECONDITION_FAILED", "NOT_SET_UP")],
        changes: &["code-renamed PRECONDITION_FAILED: PRECONDITION_FAILED → NOT_SET_UP"],
    },
    Case {
        edits: &[(CODES, "  CONFLICT:\n", "  CONFLICT:\n    retry: {default: 1s, attempts: 2}\n")],
        changes: &["made-retryable CONFLICT: no rule → 2 tries, after 1 s"],
    },
    Case {
        edits: &[(SPEC, "  \"500\": {backoff: {initial: 1s, factor: 2}, attempts: 4}\n", "")],
        changes: &["made-non-retryable 500: 4 tries, after 1 s × 2 → no rule"],
    },
    Case {
        edits: &[(BODY, "    required: [request_id, timestamp]\n", "    required: [timestamp]\n")],
        changes: &["field-optional meta.request_id"],
    },
    Case {
        edits: &[(
            BODY,
            "      retry_after: {type: integer, minimum: 0, description: Seconds to wait before the next try}\n",
            "",
        )],
        changes: &["field-removed meta.retry_after: number → -"],
    },
    Case {
        edits: &[(BODY, "message: {type: string, description", "message: {type: [string, 'null'], description")],
        changes: &["field-nullable error.message"],
    },
    Case {
        edits: &[(BODY, "    const: false\n", "    const: 'no'\n")],
        changes: &["field-retyped success: always false → always \"no\""],
    },
    Case {
        edits: &[(PATHS, "      \"412\": {$ref: responses.yaml#/PreconditionFailed}\n", "")],
        changes: &["status-removed 412"],
    },
    Case {
        edits: &[(
            SPEC,
            "        \"429\": {$ref: '#/components/responses/RateLimitExceeded'}\n",
            "        \"404\": {$ref: 'publishing/responses.yaml#/NotFound'}\n        \"429\": {$ref: '#/components/responses/RateLimitExceeded'}\n",
        )],
        changes: &["status-added 404"],
    },
    Case {
        edits: &[(
            RESPONSES,
            "  headers:\n    Retry-After:\n      description: Seconds to wait before the next try\n      schema: {type: integer, minimum: 0}\n      example: 45\n",
            "",
        )],
        changes: &["header-removed Retry-After"],
    },
    Case {
        edits: &[(RESPONSES, "    Retry-After:\n", "    Retry-After:\n      required: true\n")],
        changes: &["header-required Retry-After"],
    },
    Case {
        edits: &[(SPEC, "  /content/{content_id}/publish:\n    $ref: publishing/paths.yaml#/contentPublication\n", "")],
        changes: &["operation-removed publishContent: POST /content/{content_id}/publish → -"],
    },
    Case { edits: &[(CODES, "cause: A fault on the server's side", "cause: A fault")], changes: &[] },
];
