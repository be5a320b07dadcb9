//! What is promoted, and for which commission.

use std::num::NonZeroU32;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::{Extension, Json};
use garde::Validate;
use serde::Deserialize;

use crate::Shared;
use crate::access::{AccessError, Caller, Scope};
use crate::input::{self, Body, InputError};
use crate::store::{Campaign, Insertion};

/// The highest commission of campaigns on the free plan.
const FREE_COMMISSION: f64 = 100.0;

#[derive(Debug, thiserror::Error, errbook::ApiError)]
#[errbook(api = crate::affiliate, operation = "listCampaigns")]
pub(crate) enum ListCampaignsError {
    #[error("`active` is true or false, and `page` counts from 1.")]
    #[errbook(status = 400)]
    Query(#[from] QueryRejection),
    #[error(transparent)]
    #[errbook(forward)]
    Access(#[from] AccessError),
    #[error("the campaigns could not be listed")]
    #[errbook(status = 500)]
    Database(#[from] sqlx::Error),
}

#[derive(Debug, Deserialize)]
pub(crate) struct Filter {
    active: Option<bool>,
    page: Option<NonZeroU32>,
}

pub(crate) async fn list(
    State(service): Shared,
    Extension(caller): Extension<Caller>,
    query: Result<Query<Filter>, QueryRejection>,
) -> Result<Json<Vec<Campaign>>, ListCampaignsError> {
    caller.may(Scope::ReadCampaigns)?;
    let Query(Filter { active, page }) = query?;
    let page = page.unwrap_or(NonZeroU32::MIN);
    Ok(Json(service.store.campaigns(caller.account_id, active, page).await?))
}

#[derive(Debug, thiserror::Error, errbook::ApiError)]
#[errbook(api = crate::affiliate, operation = "createCampaign", exhaustive)]
pub(crate) enum CreateCampaignError {
    #[error("There is a campaign called {name} already.")]
    #[errbook(code = DUPLICATE_RESOURCE)]
    Duplicate { name: String },
    #[error("Commissions above {FREE_COMMISSION} require a paid plan.")]
    #[errbook(code = PAYMENT_REQUIRED)]
    TooGenerous,
    #[error("The plan allows {limit} campaigns.")]
    #[errbook(code = QUOTA_EXCEEDED)]
    TooMany { limit: i64 },
    #[error(transparent)]
    #[errbook(forward)]
    Input(#[from] InputError),
    #[error(transparent)]
    #[errbook(forward)]
    Access(#[from] AccessError),
    #[error("the campaign could not be written")]
    #[errbook(status = 500)]
    Database(#[from] sqlx::Error),
}

#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub(crate) struct NewCampaign {
    #[garde(length(chars, min = 1, max = 200))]
    name: String,
    #[garde(custom(positive))]
    commission_amount: f64,
}

// The arguments are those that garde calls it with.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn positive(amount: &f64, (): &()) -> garde::Result {
    if *amount > 0.0 { Ok(()) } else { Err(garde::Error::new("must be a positive number")) }
}

pub(crate) async fn create(
    State(service): Shared,
    Extension(caller): Extension<Caller>,
    body: Body,
) -> Result<(StatusCode, Json<Campaign>), CreateCampaignError> {
    caller.may(Scope::WriteCampaigns)?;
    let NewCampaign { name, commission_amount } = input::read(body)?;
    if caller.is_on_the_free_plan() && commission_amount > FREE_COMMISSION {
        return Err(CreateCampaignError::TooGenerous);
    }
    let limit = caller.quota();
    match service.store.insert_campaign(caller.account_id, &name, commission_amount, limit).await? {
        Insertion::Done(campaign) => Ok((StatusCode::CREATED, Json(campaign))),
        Insertion::Taken => Err(CreateCampaignError::Duplicate { name }),
        Insertion::Full => Err(CreateCampaignError::TooMany { limit }),
    }
}

/// What can go wrong with one campaign. More than one operation answers with it, so each handler says which it is.
#[derive(Debug, thiserror::Error, errbook::ApiError)]
#[errbook(api = crate::affiliate)]
pub(crate) enum CampaignError {
    #[error("There is no campaign {id}.")]
    #[errbook(code = RESOURCE_NOT_FOUND)]
    Unknown { id: String },
    #[error(transparent)]
    #[errbook(forward)]
    Access(#[from] AccessError),
    #[error("the campaign could not be read")]
    #[errbook(status = 500)]
    Database(#[from] sqlx::Error),
}

#[errbook::operation(crate::affiliate, "getCampaign")]
pub(crate) async fn read(
    State(service): Shared,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<Json<Campaign>, CampaignError> {
    caller.may(Scope::ReadCampaigns)?;
    let campaign = match id.parse() {
        Ok(number) => service.store.campaign(caller.account_id, number).await?,
        Err(_) => None,
    };
    campaign.map(Json).ok_or(CampaignError::Unknown { id })
}

#[errbook::operation(crate::affiliate, "deleteCampaign")]
pub(crate) async fn delete(
    State(service): Shared,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<StatusCode, CampaignError> {
    caller.may(Scope::WriteCampaigns)?;
    let deleted = match id.parse() {
        Ok(number) => service.store.delete_campaign(caller.account_id, number).await?,
        Err(_) => false,
    };
    if deleted { Ok(StatusCode::NO_CONTENT) } else { Err(CampaignError::Unknown { id }) }
}

#[cfg(test)]
mod tests {
    use std::error::Error as _;

    use crate::affiliate::ApiError;

    use super::*;

    #[test]
    fn the_cause_of_a_failure_stays_with_it() {
        let error = ApiError::from(ListCampaignsError::from(AccessError::from(sqlx::Error::PoolTimedOut)));
        assert_eq!(error.message(), "An unexpected error on the server; contact support if it stays.");
        let mut causes = std::iter::successors(error.source(), |&cause| cause.source());
        assert!(causes.any(|cause| matches!(cause.downcast_ref(), Some(sqlx::Error::PoolTimedOut))), "{error:?}");
    }
}
