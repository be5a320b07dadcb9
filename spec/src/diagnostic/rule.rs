//! The rules, by the names that stay.

macro_rules! rules {
    ($(#[doc = $summary:literal] $variant:ident = $name:literal,)*) => {
        /// A rule that a spec can break. Names are stable; new ones may come.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Rule {
            $(#[doc = $summary] $variant,)*
        }

        impl Rule {
            /// Every rule.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name in messages and in machine-readable output, such as `unresolved-ref`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// What breaks it, in a sentence.
            pub const fn summary(self) -> &'static str {
                match self {
                    $(Self::$variant => $summary.trim_ascii(),)*
                }
            }
        }
    };
}

rules! {
    /// The file cannot be read: it is missing, a folder, too large, empty, not UTF-8.
    Unreadable = "unreadable",
    /// The file is neither YAML nor JSON.
    Syntax = "syntax",
    /// Values are nested too deep.
    NestingTooDeep = "nesting-too-deep",
    /// YAML aliases multiply to more than anybody wrote.
    AliasExpansion = "alias-expansion",
    /// The file is no OpenAPI 3 document.
    NotOpenapi = "not-openapi",
    /// The document is of a version that is not known.
    UnsupportedVersion = "unsupported-version",
    /// A reference leads to nothing.
    UnresolvedRef = "unresolved-ref",
    /// A reference leads to the network, to an absolute path or out of the root.
    ExternalRef = "external-ref",
    /// References or compositions go in a circle.
    CyclicRef = "cyclic-ref",
    /// A key is written twice.
    DuplicateKey = "duplicate-key",
    /// A `type` that OpenAPI does not have.
    UnknownType = "unknown-type",
    /// A body has more alternatives than can be looked at.
    TooManyAlternatives = "too-many-alternatives",
    /// There are more codes than are read.
    TooManyCodes = "too-many-codes",
    /// The codes could stand in several places.
    AmbiguousCodeLocation = "ambiguous-code-location",
    /// The place that was told holds no code.
    UnknownCodePath = "unknown-code-path",
    /// A value among the codes is neither text nor an integer.
    InvalidCode = "invalid-code",
    /// Text and numbers stand among the codes.
    MixedCodes = "mixed-codes",
    /// An enum lists a code twice.
    DuplicateCode = "duplicate-code",
    /// A code is spoken of that no error response declares.
    UnknownCode = "unknown-code",
    /// Two places say different statuses of a code.
    ConflictingStatus = "conflicting-status",
    /// A status in an overlay still says `FILL_IN`.
    UnfilledStatus = "unfilled-status",
    /// Two codes would have one Rust name.
    IdentifierCollision = "identifier-collision",
    /// A code has no usable Rust name.
    InvalidIdentifier = "invalid-identifier",
    /// Two operations have one `operationId`.
    DuplicateOperation = "duplicate-operation",
    /// A key of `responses` is no status.
    UnknownStatus = "unknown-status",
    /// An overlay is not what the Overlay Specification says.
    InvalidOverlay = "invalid-overlay",
    /// An action of an overlay selects nothing of the spec.
    UnmatchedAction = "unmatched-action",
    /// An action of an overlay puts a value where another kind of value stands.
    IncompatibleUpdate = "incompatible-update",
    /// An overlay says that it was written for another spec.
    OtherSpec = "other-spec",
    /// `x-error-codes`, `x-retry` or `x-rate-limit-plans` says something that is not understood.
    InvalidExtension = "invalid-extension",
    /// More was found than is told one by one.
    TooManyFindings = "too-many-findings",
    /// `errbook.toml` says something that is not understood.
    InvalidSettings = "invalid-settings",
    /// `errbook.lock` is not what `errbook lock` writes, such as after a conflict.
    InvalidLock = "invalid-lock",
}
