use errbook_tests::affiliate;

mod sqlx {
    pub type Error = std::io::Error;
}

#[derive(Debug, thiserror::Error, errbook::ApiError)]
#[errbook(api = crate::affiliate, code = TOKEN_INVALID)]
#[error("no token")]
pub struct AccessError;

#[derive(Debug, thiserror::Error, errbook::ApiError)]
#[errbook(api = crate::affiliate, operation = "createCampaign")]
pub enum CreateCampaignError {
    #[error("There is a campaign called {name} already.")]
    #[errbook(code = DUPLICATE_RESOURCE)]                        // as it is sent, never the Rust name
    Duplicate { name: String },
    #[error("Validation failed.")]
    #[errbook(code = VALIDATION_ERROR, fields = wrong)]          // expressions see the fields of the variant
    Invalid { wrong: Vec<errbook::FieldError> },
    #[error(transparent)]
    #[errbook(forward)]                                          // sent as the inner error says
    Access(#[from] AccessError),
    #[error("the campaign could not be written")]
    #[errbook(status = 500)]                                     // a documented status without a code
    Database(#[from] sqlx::Error),                               // stays inside, in `source()`
    #[error("the campaign is not active")]
    #[errbook(code = CAMPAIGN_NOT_ACTIVE)]
    Paused,
}

fn main() {}
