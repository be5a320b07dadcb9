//! No codes, only statuses, in JSON.

use crate::edit::Case;

const SPEC: &str = "plain.yaml";

pub(crate) const CASES: &[Case] = &[
    Case {
        edits: &[(
            SPEC,
            "          \"500\": { \"$ref\"",
            "          \"404\": { \"$ref\": \"#/components/responses/NotFound\" },\n          \"500\": { \"$ref\"",
        )],
        changes: &["status-added 404"],
    },
    Case {
        edits: &[(SPEC, "          \"403\": { \"$ref\": \"#/components/responses/Forbidden\" },\n", "")],
        changes: &["status-removed 403"],
    },
    Case {
        edits: &[(
            SPEC,
            "\"required\": [\"code\", \"message\"],",
            "\"required\": [\"code\", \"message\", \"details\"],",
        )],
        changes: &["field-required error.details"],
    },
    Case {
        edits: &[(SPEC, "\"required\": [\"code\", \"message\"],", "\"required\": [\"code\"],")],
        changes: &["field-optional error.message"],
    },
    Case {
        edits: &[(
            SPEC,
            "\"message\": { \"type\": \"string\", \"description\": \"What went wrong\" },",
            "\"message\": { \"type\": \"string\" }, \"help\": { \"type\": \"string\" },",
        )],
        changes: &["field-added error.help: - → string"],
    },
    Case {
        edits: &[(
            SPEC,
            "\"message\": { \"type\": \"string\", \"description\": \"What went wrong\" }",
            "\"message\": { \"type\": \"integer\" }",
        )],
        changes: &["field-retyped error.message: string → integer"],
    },
    Case {
        edits: &[(
            SPEC,
            "\"field\": { \"type\": \"string\"",
            "\"field\": { \"type\": \"array\", \"items\": { \"type\": \"string\" }",
        )],
        changes: &["field-retyped error.details: list of {field, message} → list of {field[], message}"],
    },
    Case {
        edits: &[(SPEC, "\"attempts\": 5 }", "\"attempts\": 3 }")],
        changes: &["wait-changed 429: 5 tries, after 1 s × 2, 30 s at most → 3 tries, after 1 s × 2, 30 s at most"],
    },
    Case {
        edits: &[(
            SPEC,
            "          \"X-RateLimit-Limit\": { \"$ref\": \"#/components/headers/X-RateLimit-Limit\" },\n",
            "",
        )],
        changes: &["header-removed X-RateLimit-Limit"],
    },
    Case {
        edits: &[(
            SPEC,
            "            \"schema\": { \"$ref\": \"#/components/schemas/ErrorResponse\" },\n            \"examples\": {\n              \"malformed\"",
            "            \"schema\": { \"type\": \"object\", \"properties\": { \"message\": { \"type\": \"string\" } } },\n            \"examples\": {\n              \"malformed\"",
        )],
        changes: &["field-removed error: object → -", "field-added message: - → string"],
    },
    Case {
        edits: &[(SPEC, "\"operationId\": \"createShipment\"", "\"operationId\": \"bookShipment\"")],
        changes: &["operation-renamed createShipment: createShipment → bookShipment"],
    },
    Case {
        edits: &[(SPEC, "\"code\": { \"type\": \"string\"", "\"code\": { \"type\": \"integer\"")],
        changes: &["field-retyped error.code: string → integer"],
    },
    Case {
        edits: &[(
            SPEC,
            "\"message\": { \"type\": \"string\", \"description\": \"What is wrong with it\" }",
            "\"message\": { \"type\": \"string\" }, \"rejected\": { \"type\": \"string\" }",
        )],
        changes: &["field-added error.details[].rejected: - → string"],
    },
    Case {
        edits: &[(SPEC, "\"required\": [\"field\", \"message\"],", "\"required\": [\"field\"],")],
        changes: &["field-optional error.details[].message"],
    },
    Case { edits: &[(SPEC, "Authentication failed.", "Who are you?")], changes: &[] },
    Case { edits: &[(SPEC, "\"code\": \"bad_request\"", "\"code\": \"malformed\"")], changes: &[] },
];
