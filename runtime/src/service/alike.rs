//! Operations that document the same errors: their enums differ in name alone, and are written once.

/// The errors of several operations, an enum for each; each stands in a module beside the API's other types.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_operations {
    (
        $api:ident;
        operations { $($(#[$about:meta])* $name:ident),+ $(,)? }
        errors $errors:tt
        codes $codes:tt
        statuses $statuses:tt
        ranges $ranges:tt
        slots $slots:tt
    ) => {
        $($crate::__v1_operation_of! { [$(#[$about])*] $name $errors $codes $statuses $ranges $slots })+
    };
}

/// One of them.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_operation_of {
    (
        [$($about:tt)*] $name:ident
        { $($errors:tt)* } { $($codes:tt)* } { $($statuses:tt)* } { $($ranges:tt)* } { $($slots:ident),* $(,)? }
    ) => {
        $($about)*
        pub enum $name {
            $($errors)*
        }

        $crate::__v1_operation! { $name;
            codes { $($codes)* }
            statuses { $($statuses)* }
            ranges { $($ranges)* }
        }

        $crate::__v1_with_slots! { $name: $($slots),* }
    };
}
