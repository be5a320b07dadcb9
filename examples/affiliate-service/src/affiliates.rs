//! Who promotes campaigns.

use axum::extract::State;
use axum::http::StatusCode;
use axum::{Extension, Json};
use garde::Validate;
use serde::Deserialize;

use crate::Shared;
use crate::access::{AccessError, Caller, Scope};
use crate::input::{self, Body, InputError};
use crate::store::{Affiliate, Insertion};

#[derive(Debug, thiserror::Error, errbook::ApiError)]
#[errbook(api = crate::affiliate, operation = "inviteAffiliate")]
pub(crate) enum InviteAffiliateError {
    #[error("An affiliate with the email {email} is invited already.")]
    #[errbook(code = DUPLICATE_RESOURCE)]
    Duplicate { email: String },
    #[error("Invitations require a paid plan.")]
    #[errbook(code = PAYMENT_REQUIRED)]
    FreePlan,
    #[error("The plan allows {limit} affiliates.")]
    #[errbook(code = QUOTA_EXCEEDED)]
    TooMany { limit: i64 },
    #[error(transparent)]
    #[errbook(forward)]
    Input(#[from] InputError),
    #[error(transparent)]
    #[errbook(forward)]
    Access(#[from] AccessError),
    #[error("the affiliate could not be written")]
    #[errbook(status = 500)]
    Database(#[from] sqlx::Error),
}

#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub(crate) struct NewAffiliate {
    #[garde(length(chars, min = 1, max = 200))]
    name: String,
    #[garde(email)]
    email: String,
}

pub(crate) async fn invite(
    State(service): Shared,
    Extension(caller): Extension<Caller>,
    body: Body,
) -> Result<(StatusCode, Json<Affiliate>), InviteAffiliateError> {
    caller.may(Scope::WriteAffiliates)?;
    let NewAffiliate { name, email } = input::read(body)?;
    if caller.is_on_the_free_plan() {
        return Err(InviteAffiliateError::FreePlan);
    }
    let limit = caller.quota();
    match service.store.insert_affiliate(caller.account_id, &name, &email, limit).await? {
        Insertion::Done(affiliate) => Ok((StatusCode::CREATED, Json(affiliate))),
        Insertion::Taken => Err(InviteAffiliateError::Duplicate { email }),
        Insertion::Full => Err(InviteAffiliateError::TooMany { limit }),
    }
}
