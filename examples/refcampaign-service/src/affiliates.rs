//! The affiliates of the account.

use std::collections::HashMap;
use std::time::Duration;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::refcampaign::operation::{CreateAffiliate, GetAffiliate, ListAffiliates, UpdateAffiliate};
use crate::store::Affiliate;
use crate::{Shared, gate, input};

/// A month is the longest that a quota lasts.
const UNTIL_RESET: Duration = Duration::from_secs(30 * 24 * 60 * 60);

pub(crate) async fn list(
    State(store): Shared,
    headers: HeaderMap,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Json<Value>, ListAffiliates> {
    gate::enter(&store, &headers)?;
    let limit = query.get("limit").map_or(Ok(20), |limit| limit.parse::<usize>());
    let Some(limit) = limit.ok().filter(|limit| (1..=100).contains(limit)) else {
        let issue = input::issue(&["limit"], "out_of_range", "limit must be a number from 1 to 100");
        return Err(input::Wrong::Invalid(vec![issue]).into());
    };
    let tables = store.tables();
    let wanted = |affiliate: &&Affiliate| query.get("campaignId").is_none_or(|id| *id == affiliate.campaign_id);
    let affiliates: Vec<&Affiliate> = tables.affiliates.iter().filter(wanted).take(limit).collect();
    Ok(Json(json!({"success": true, "data": affiliates, "nextCursor": null})))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NewAffiliate {
    campaign_id: String,
    email: String,
    name: Option<String>,
}

pub(crate) async fn create(
    State(store): Shared,
    headers: HeaderMap,
    body: Bytes,
) -> Result<(StatusCode, Json<Value>), CreateAffiliate> {
    let caller = gate::enter(&store, &headers)?;
    let new: NewAffiliate = input::body(&body)?;
    if !new.email.contains('@') {
        let issue = input::issue(&["email"], "invalid_string", "email must be an address");
        return Err(input::Wrong::Invalid(vec![issue]).into());
    }
    let mut tables = store.tables();
    if tables.affiliates.iter().any(|known| known.email == new.email && known.campaign_id == new.campaign_id) {
        return Err(CreateAffiliate::already_exists(format!(
            "{} is an affiliate of this campaign already.",
            new.email
        )));
    }
    if caller.key == "rc_free" && !tables.affiliates.is_empty() {
        let error = CreateAffiliate::limit_exceeded("The free plan has one affiliate.");
        return Err(error.with_retry_after(UNTIL_RESET));
    }
    let affiliate = Affiliate {
        id: format!("aff_{}", tables.affiliates.len() + 1),
        campaign_id: new.campaign_id,
        email: new.email,
        name: new.name,
        status: "pending".to_owned(),
        created_at: "2026-05-01T08:00:00.000Z".to_owned(),
    };
    tables.affiliates.push(affiliate.clone());
    Ok((StatusCode::CREATED, Json(json!({"success": true, "data": affiliate}))))
}

pub(crate) async fn read(
    State(store): Shared,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Json<Value>, GetAffiliate> {
    gate::enter(&store, &headers)?;
    let tables = store.tables();
    let affiliate =
        tables.affiliate(&id).ok_or_else(|| GetAffiliate::not_found(format!("There is no affiliate {id}.")))?;
    Ok(Json(json!({"success": true, "data": affiliate})))
}

#[derive(Deserialize)]
pub(crate) struct AffiliateChange {
    email: Option<String>,
    name: Option<String>,
    status: Option<String>,
}

pub(crate) async fn update(
    State(store): Shared,
    headers: HeaderMap,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Json<Value>, UpdateAffiliate> {
    gate::enter(&store, &headers)?;
    let change: AffiliateChange = input::body(&body)?;
    let mut tables = store.tables();
    let taken = |other: &Affiliate| other.id != id && Some(&other.email) == change.email.as_ref();
    if tables.affiliates.iter().any(taken) {
        return Err(UpdateAffiliate::already_exists("Another affiliate has this email."));
    }
    let affiliate = tables.affiliates.iter_mut().find(|affiliate| affiliate.id == id);
    let affiliate = affiliate.ok_or_else(|| UpdateAffiliate::not_found(format!("There is no affiliate {id}.")))?;
    affiliate.email = change.email.unwrap_or_else(|| affiliate.email.clone());
    affiliate.name = change.name.or_else(|| affiliate.name.clone());
    affiliate.status = change.status.unwrap_or_else(|| affiliate.status.clone());
    Ok(Json(json!({"success": true, "data": affiliate})))
}
