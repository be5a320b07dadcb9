//! Derived errors, which reach the runtime by the module that they name: here it has another name in `Cargo.toml`.

/// An error without anything to help it.
#[derive(::core::fmt::Debug, ::mistakes::ApiError)]
#[errbook(api = crate::refcampaign, operation = "createAffiliate")]
pub(crate) enum CreateError<'a> {
    /// By a code.
    #[errbook(code = ALREADY_EXISTS, details = name)]
    Duplicate {
        /// Which name is taken.
        name: &'a str,
    },
    /// By another error.
    #[errbook(forward)]
    Database(Database),
}

/// An error that names the runtime.
#[derive(::core::fmt::Debug, ::mistakes::ApiError)]
#[errbook(api = super::refcampaign, code = SERVER_ERROR, crate = ::mistakes, expose)]
pub(crate) struct Database(pub(crate) ::std::string::String);

impl ::core::fmt::Display for CreateError<'_> {
    fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        formatter.write_str("the affiliate cannot be created")
    }
}

impl ::core::fmt::Display for Database {
    fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl ::core::error::Error for CreateError<'_> {}
impl ::core::error::Error for Database {}

/// A handler.
#[::mistakes::operation(crate::refcampaign, "createAffiliate")]
pub(crate) fn create(name: &str) -> ::core::result::Result<(), CreateError<'_>> {
    if name.is_empty() {
        let database = Database(::std::string::String::new());
        return ::core::result::Result::Err(CreateError::Database(database));
    }
    ::core::result::Result::Err(CreateError::Duplicate { name })
}
