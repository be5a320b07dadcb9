//! The kinds of changes, each with its verdicts and the reason for them: one table.

use crate::Verdict;

/// Writes the table down as an enum, so that no kind can lack a column.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident $name:literal, $services:ident $clients:ident, $reason:literal;)*) => {
        /// What kind of change it is. The names stay as they are, so that tools can rely on them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Kind {
            $($(#[$doc])* $kind,)*
        }

        impl Kind {
            /// Every kind, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)*];

            /// Its name in kebab-case.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)*
                }
            }

            /// What it means for those who send the errors.
            pub fn services(self) -> Verdict {
                match self {
                    $(Self::$kind => Verdict::$services,)*
                }
            }

            /// What it means for those who receive them.
            pub fn clients(self) -> Verdict {
                match self {
                    $(Self::$kind => Verdict::$clients,)*
                }
            }

            /// Why, in one sentence.
            pub fn reason(self) -> &'static str {
                match self {
                    $(Self::$kind => $reason,)*
                }
            }
        }
    };
}

kinds! {
    /// A code is new.
    CodeAdded "code-added", Safe Safe, "A client decodes a code that it does not know.";
    /// A code is gone.
    CodeRemoved "code-removed", Breaking Careful, "A service that still sends it no longer compiles; a client waits for what never comes.";
    /// A code has another value, as far as one can guess.
    CodeRenamed "code-renamed", Breaking Breaking, "A client that matches on the old code no longer recognises the error.";
    /// A code means something else: its status and its payload both changed.
    CodeReused "code-reused", Breaking Breaking, "The same code means another error: old clients take one for the other.";
    /// A code comes with another status.
    CodeMoved "code-moved", Careful Breaking, "A client that goes by the status sees another error.";
    /// A code comes with one more status.
    CodeStatusAdded "code-status-added", Safe Careful, "A client may have relied on the statuses that there were.";
    /// A code no longer comes with one of its statuses.
    CodeStatusRemoved "code-status-removed", Breaking Safe, "A service that sends the code with this status breaks the contract.";
    /// Which of its statuses is a code's own is said now.
    PrimaryStatusDeclared "primary-status-declared", Safe Safe, "A service needs to be told the status once less.";
    /// Which of its statuses is a code's own is no longer said.
    PrimaryStatusWithdrawn "primary-status-withdrawn", Breaking Safe, "Without it no service can be generated.";
    /// The Rust variant of a code has another name.
    VariantRenamed "variant-renamed", Breaking Breaking, "What is sent stays the same, but code that names the variant no longer compiles.";
    /// A code is on its way out.
    CodeDeprecated "code-deprecated", Careful Safe, "A service should stop sending it; a client goes on handling it.";
    /// A code is to stay after all.
    CodeUndeprecated "code-undeprecated", Safe Safe, "It may be sent again.";
    /// The alert level of a code changed.
    AlertChanged "alert-changed", Safe Safe, "What is sent stays the same; who is woken by it changes.";
    /// An error is to be tried again.
    MadeRetryable "made-retryable", Safe Safe, "A client that gives up is as right as before.";
    /// An error is not to be tried again.
    MadeNonRetryable "made-non-retryable", Safe Careful, "A client that was built before tries in vain.";
    /// How long to wait, or how often to try, changed.
    WaitChanged "wait-changed", Safe Careful, "A client that was built before waits as it used to.";
    /// An operation that documents errors is new.
    OperationAdded "operation-added", Safe Safe, "Nobody depends on it yet.";
    /// An operation, or all of its errors, is gone.
    OperationRemoved "operation-removed", Breaking Safe, "A service that still answers it no longer compiles.";
    /// An operation has another id.
    OperationRenamed "operation-renamed", Breaking Safe, "The generated type of its errors has another name.";
    /// Operations document a code that they did not.
    CodeAddedToOperation "code-added-to-operation", Safe Safe, "The code is known already, and a client decodes it anywhere.";
    /// Operations no longer document a code.
    CodeRemovedFromOperation "code-removed-from-operation", Breaking Safe, "A handler that still sends it no longer compiles.";
    /// Operations send a code with another status.
    CodeMovedInOperation "code-moved-in-operation", Careful Breaking, "A client that goes by the status sees another error.";
    /// Operations can answer with a status that they could not.
    StatusAdded "status-added", Safe Careful, "A client may not expect this status here.";
    /// Operations can no longer answer with a status.
    StatusRemoved "status-removed", Breaking Safe, "A handler that still answers with it no longer compiles.";
    /// An answer with this status may come without a code.
    UncodedAdded "uncoded-added", Safe Careful, "A client that goes by the code alone sees an error without one.";
    /// An answer with this status always has a code.
    UncodedRemoved "uncoded-removed", Breaking Safe, "A service can no longer answer with the status alone.";
    /// A header is new.
    HeaderAdded "header-added", Careful Safe, "A service has to begin to send it.";
    /// A header is gone.
    HeaderRemoved "header-removed", Safe Careful, "A client may have read it.";
    /// A header is always there.
    HeaderRequired "header-required", Careful Safe, "A service has to send it always.";
    /// A header may be missing.
    HeaderOptional "header-optional", Safe Careful, "A client may have relied on it.";
    /// The body has another media type.
    MediaTypeChanged "media-type-changed", Breaking Breaking, "Whoever goes by the media type no longer reads the body.";
    /// The body may have one more media type.
    MediaTypeAdded "media-type-added", Safe Careful, "A client may get what it did not ask for.";
    /// The body can no longer have a media type.
    MediaTypeRemoved "media-type-removed", Breaking Careful, "A service that still sends it breaks the contract.";
    /// There is a JSON body where there was none.
    BodyAdded "body-added", Breaking Safe, "A service has to send it.";
    /// There is no JSON body where there was one.
    BodyRemoved "body-removed", Careful Breaking, "A client that reads it gets nothing.";
    /// An optional field is new.
    FieldAdded "field-added", Safe Safe, "A service may leave it out, and a client passes over what it does not know.";
    /// A required field is new.
    RequiredFieldAdded "required-field-added", Breaking Safe, "A service that does not send it breaks the contract.";
    /// A field is gone.
    FieldRemoved "field-removed", Careful Breaking, "A client that reads it gets nothing.";
    /// A field has another type.
    FieldRetyped "field-retyped", Breaking Breaking, "What one side writes, the other no longer reads.";
    /// A field is always there.
    FieldRequired "field-required", Breaking Safe, "A service that leaves it out breaks the contract.";
    /// A field may be missing.
    FieldOptional "field-optional", Safe Breaking, "A client that relies on it may get nothing.";
    /// A field may be `null`.
    FieldNullable "field-nullable", Safe Breaking, "A client that relies on its value may get `null`.";
    /// A field is no longer `null`.
    FieldNotNullable "field-not-nullable", Breaking Safe, "A service that sends `null` breaks the contract.";
    /// The format of a field changed.
    FieldFormatChanged "field-format-changed", Careful Careful, "The type is the same, but its text is written in another way.";
    /// The range of a field changed.
    FieldRangeChanged "field-range-changed", Careful Careful, "The type is the same, but other values are allowed.";
    /// The default of a field changed.
    FieldDefaultChanged "field-default-changed", Careful Careful, "Leaving it out means something else.";
    /// A field may have one more value.
    ValueAdded "value-added", Safe Safe, "A client keeps a value that it does not know.";
    /// A field can no longer have a value.
    ValueRemoved "value-removed", Breaking Careful, "A service that still sends it no longer compiles.";
    /// A field may have one more form.
    FormAdded "form-added", Safe Careful, "A client keeps the answer, but does not know the form.";
    /// A field can no longer have a form.
    FormRemoved "form-removed", Breaking Careful, "A service that still sends it no longer compiles.";
    /// A plan is new.
    PlanAdded "plan-added", Safe Safe, "Nobody depends on it yet.";
    /// A plan is gone.
    PlanRemoved "plan-removed", Safe Careful, "A client may have counted on its limits.";
    /// The limits of a plan changed.
    PlanChanged "plan-changed", Safe Careful, "A client may have counted on the limits that there were.";
}

impl Kind {
    /// The worse of its verdicts.
    pub fn worst(self) -> Verdict {
        self.services().max(self.clients())
    }

    /// Whether it takes something away, so that it stands in what was before.
    pub(crate) fn is_loss(self) -> bool {
        matches!(
            self,
            Self::CodeRemoved
                | Self::CodeStatusRemoved
                | Self::OperationRemoved
                | Self::CodeRemovedFromOperation
                | Self::StatusRemoved
                | Self::HeaderRemoved
                | Self::MediaTypeRemoved
                | Self::BodyRemoved
                | Self::FieldRemoved
                | Self::ValueRemoved
                | Self::FormRemoved
                | Self::PlanRemoved
        )
    }
}
