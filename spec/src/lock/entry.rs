//! The lock as it is written: one struct per block, one field per line. What is usual is left out.

use serde::{Deserialize, Serialize};

/// The whole file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub(super) struct FileEntry {
    pub(super) format: u32,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) api: Vec<ApiEntry>,
}

/// A section: what an API publishes.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub(super) struct ApiEntry {
    pub(super) name: String,
    pub(super) spec: String,
    pub(super) fingerprint: String,
    pub(super) title: String,
    pub(super) version: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) codes_at: Vec<String>,
    pub(super) type_base: Option<String>,
    pub(super) rate_limit: RateLimitEntry,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) code: Vec<CodeEntry>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) status: Vec<StatusEntry>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) operation: Vec<OperationEntry>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) response: Vec<ResponseEntry>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) body: Vec<BodyEntry>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) r#type: Vec<TypeEntry>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) retry: Vec<StatusRetryEntry>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) plan: Vec<PlanEntry>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub(super) struct RateLimitEntry {
    pub(super) limit: Option<String>,
    pub(super) remaining: Option<String>,
    pub(super) reset: Option<String>,
}

/// A declared code.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub(super) struct CodeEntry {
    pub(super) code: WireEntry,
    pub(super) name: String,
    pub(super) status: Option<u16>,
    /// Left out where there is no other than the primary one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) statuses: Vec<u16>,
    pub(super) status_by: Option<ChannelEntry>,
    pub(super) description: Option<String>,
    pub(super) cause: Option<String>,
    pub(super) deprecated: bool,
    pub(super) alert: Option<AlertEntry>,
    pub(super) retry: Option<RetryEntry>,
    pub(super) payload: Option<String>,
    pub(super) payload_beside: bool,
    pub(super) payload_optional: bool,
    pub(super) body: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum WireEntry {
    Text(String),
    Integer(i64),
}

impl Default for WireEntry {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ChannelEntry {
    XErrorCodes,
    Sibling,
    Response,
    Example,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum AlertEntry {
    Warn,
    Page,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum RetryEntry {
    Word(RetryWord),
    Rule(RuleEntry),
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RetryWord {
    Never,
}

/// The keys of `x-retry`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub(super) struct RuleEntry {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) after: Vec<AfterEntry>,
    pub(super) default: Option<String>,
    pub(super) backoff: Option<BackoffEntry>,
    pub(super) attempts: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum AfterEntry {
    Header,
    Body,
    Reset,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub(super) struct BackoffEntry {
    pub(super) initial: String,
    pub(super) factor: f64,
    pub(super) max: Option<String>,
}

/// A status that can come without a code.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub(super) struct StatusEntry {
    pub(super) status: String,
    pub(super) name: String,
    pub(super) body: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub(super) struct OperationEntry {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) method: String,
    pub(super) path: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) responses: Vec<String>,
}

/// A response, by the name that the operations that have it call it by.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub(super) struct ResponseEntry {
    pub(super) name: String,
    pub(super) status: String,
    pub(super) description: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) codes: Vec<WireEntry>,
    pub(super) uncoded: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) bodies: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) content: Vec<ContentEntry>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) headers: Vec<HeaderEntry>,
}

/// A whole body.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub(super) struct ContentEntry {
    pub(super) media_type: String,
    pub(super) r#type: String,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub(super) struct HeaderEntry {
    pub(super) name: String,
    pub(super) optional: bool,
    pub(super) description: Option<String>,
}

/// An envelope, by the name that the rest of its section calls it by.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub(super) struct BodyEntry {
    pub(super) name: String,
    pub(super) media_type: String,
    pub(super) payload: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) members: Vec<MemberEntry>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) plain: Vec<PlainEntry>,
}

/// The type of a slot, or of a member of field errors.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub(super) struct PlainEntry {
    pub(super) at: String,
    pub(super) r#type: String,
    pub(super) required: bool,
}

/// A member of an envelope: exactly one of `always`, `slot`, `object`, `list` and `type` says what it is.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub(super) struct MemberEntry {
    pub(super) key: String,
    pub(super) optional: bool,
    pub(super) nullable: bool,
    /// JSON.
    pub(super) always: Option<String>,
    pub(super) slot: Option<SlotEntry>,
    pub(super) fields: Option<FieldKeysEntry>,
    pub(super) r#type: Option<String>,
    pub(super) payload: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) beside: Vec<ConstantEntry>,
    pub(super) object: Option<Vec<Self>>,
    pub(super) list: Option<Vec<Self>>,
}

/// What a member always is beside a code.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub(super) struct ConstantEntry {
    pub(super) code: WireEntry,
    /// JSON.
    pub(super) always: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum SlotEntry {
    Code,
    Message,
    Details,
    Fields,
    Status,
    RequestId,
    Rfc3339Timestamp,
    EpochSecondsTimestamp,
    EpochMillisecondsTimestamp,
    RetryAfterSeconds,
    RetryAfterMilliseconds,
    Title,
    Type,
    Instance,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub(super) struct FieldKeysEntry {
    pub(super) path: String,
    pub(super) path_is_list: bool,
    pub(super) message: String,
    pub(super) code: Option<String>,
}

/// A named type: exactly one of `fields`, `values` and `forms` says what it is.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub(super) struct TypeEntry {
    pub(super) name: String,
    pub(super) description: Option<String>,
    pub(super) others: Option<OthersEntry>,
    pub(super) fields: Option<Vec<FieldEntry>>,
    pub(super) values: Option<Vec<ValueEntry>>,
    pub(super) forms: Option<Vec<FormEntry>>,
}

/// The members that an object has beside its fields.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub(super) struct OthersEntry {
    pub(super) name: String,
    pub(super) r#type: String,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub(super) struct FieldEntry {
    pub(super) key: String,
    pub(super) name: String,
    pub(super) r#type: String,
    pub(super) optional: bool,
    /// JSON.
    pub(super) always: Option<String>,
    pub(super) format: Option<String>,
    /// JSON.
    pub(super) default: Option<String>,
    pub(super) minimum: Option<BoundEntry>,
    pub(super) maximum: Option<BoundEntry>,
    pub(super) description: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub(super) struct BoundEntry {
    /// JSON.
    pub(super) number: String,
    pub(super) excluded: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub(super) struct ValueEntry {
    pub(super) value: WireEntry,
    pub(super) name: String,
    pub(super) description: Option<String>,
}

/// A form of a union.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub(super) struct FormEntry {
    pub(super) name: String,
    pub(super) r#type: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) told_by: Vec<TagEntry>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub(super) struct TagEntry {
    pub(super) key: String,
    /// JSON.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) values: Vec<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub(super) struct StatusRetryEntry {
    pub(super) status: String,
    pub(super) rule: Option<RetryEntry>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub(super) struct PlanEntry {
    pub(super) name: String,
    pub(super) per_minute: Option<LimitEntry>,
    pub(super) per_day: Option<LimitEntry>,
}

/// A number; beyond what TOML can hold, its digits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum LimitEntry {
    Number(i64),
    Digits(String),
}
