//! Tracking links of a campaign.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::{Extension, Json};
use garde::Validate;
use serde::Deserialize;

use crate::Shared;
use crate::access::{AccessError, Caller, Scope};
use crate::input::{self, Body, InputError};
use crate::store::{Affiliate, Campaign, Insertion, Link, NewLink};

/// The operation documents every code of the API, and by `exhaustive` none of them is forgotten here.
#[derive(Debug, thiserror::Error, errbook::ApiError)]
#[errbook(api = crate::affiliate, operation = "createLink", exhaustive)]
pub(crate) enum CreateLinkError {
    #[error("There is no campaign {id}.")]
    #[errbook(code = RESOURCE_NOT_FOUND)]
    UnknownCampaign { id: String },
    #[error("There is no affiliate {id}.")]
    #[errbook(code = RESOURCE_NOT_FOUND)]
    UnknownAffiliate { id: i64 },
    #[error("The campaign {} is not active.", .0.name)]
    #[errbook(code = CAMPAIGN_NOT_ACTIVE)]
    Paused(Campaign),
    #[error("{} has to be approved first.", .0.name)]
    #[errbook(code = AFFILIATE_NOT_APPROVED)]
    NotApproved(Affiliate),
    #[error("Custom slugs require a paid plan.")]
    #[errbook(code = PAYMENT_REQUIRED)]
    CustomSlug,
    #[error("This slug is taken.")]
    #[errbook(code = DUPLICATE_RESOURCE)]
    Taken,
    #[error("The plan allows {limit} links.")]
    #[errbook(code = QUOTA_EXCEEDED)]
    TooMany { limit: i64 },
    #[error(transparent)]
    #[errbook(forward)]
    Input(#[from] InputError),
    #[error(transparent)]
    #[errbook(forward)]
    Access(#[from] AccessError),
    #[error("the link could not be written")]
    #[errbook(status = 500)]
    Database(#[from] sqlx::Error),
}

#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub(crate) struct LinkWanted {
    #[garde(range(min = 1))]
    affiliate_id: i64,
    #[garde(url, length(bytes, max = 2_000))]
    target: String,
    #[garde(inner(pattern("^[a-z0-9-]+$"), length(max = 100)))]
    slug: Option<String>,
}

pub(crate) async fn create(
    State(service): Shared,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    body: Body,
) -> Result<(StatusCode, Json<Link>), CreateLinkError> {
    caller.may(Scope::WriteLinks)?;
    let LinkWanted { affiliate_id, target, slug } = input::read(body)?;
    if slug.is_some() && caller.is_on_the_free_plan() {
        return Err(CreateLinkError::CustomSlug);
    }
    let campaign = match id.parse() {
        Ok(number) => service.store.campaign(caller.account_id, number).await?,
        Err(_) => None,
    };
    let campaign = campaign.ok_or(CreateLinkError::UnknownCampaign { id })?;
    let affiliate = service.store.affiliate(caller.account_id, affiliate_id).await?;
    let affiliate = affiliate.ok_or(CreateLinkError::UnknownAffiliate { id: affiliate_id })?;
    if !campaign.active {
        return Err(CreateLinkError::Paused(campaign));
    }
    if !affiliate.approved {
        return Err(CreateLinkError::NotApproved(affiliate));
    }
    let limit = caller.quota();
    let link = NewLink { campaign_id: campaign.id, affiliate_id, target, slug };
    match service.store.insert_link(caller.account_id, &link, limit).await? {
        Insertion::Done(link) => Ok((StatusCode::CREATED, Json(link))),
        Insertion::Taken => Err(CreateLinkError::Taken),
        Insertion::Full => Err(CreateLinkError::TooMany { limit }),
    }
}
