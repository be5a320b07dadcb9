//! How generated code comes into a crate.

/// Brings in the code that `errbook-build` generated for one API: `pub mod shop { errbook::include_errors!("shop"); }`.
///
/// The name is the stem of the spec's file in `snake_case`, or what the build script settled with `.name("…")`.
#[macro_export]
macro_rules! include_errors {
    ($name:literal) => {
        $crate::__v1_include!(::core::concat!(
            ::core::env!(
                "OUT_DIR",
                "there is no build script: write a build.rs that calls `errbook_build::compile(\"openapi.yaml\")`, with \
                 errbook-build among the build-dependencies"
            ),
            "/errbook/",
            $name,
            ".rs"
        ));
    };
}

/// The module around a generated file. The lints that it allows depend on how a spec names things.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_include {
    ($file:expr) => {
        #[allow(
            dead_code,
            non_camel_case_types,
            unreachable_pub,
            unused_qualifications,
            clippy::doc_markdown,
            clippy::enum_variant_names,
            clippy::large_enum_variant,
            clippy::large_stack_arrays,
            clippy::option_option,
            clippy::self_named_constructors,
            clippy::struct_excessive_bools,
            clippy::struct_field_names,
            clippy::type_complexity,
            clippy::unicode_not_nfc,
            clippy::upper_case_acronyms
        )]
        mod __generated {
            use $crate as __errbook;

            ::core::include!($file);
        }

        #[allow(unused_imports)]
        pub use __generated::*;
    };
}

/// Opens every generated file, and says in one sentence when generator and runtime do not fit together.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_interface {
    (1) => {};
    ($other:tt) => {
        ::core::compile_error!(::core::concat!(
            "this code was generated for interface ",
            ::core::stringify!($other),
            " of errbook, and this errbook has interface 1: use the same version of `errbook` and `errbook-build`",
        ));
    };
}
