//! What referred customers bought.

use std::collections::HashMap;
use std::time::Duration;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::refcampaign::operation::{ListAffiliateConversions, TrackConversion};
use crate::store::Conversion;
use crate::{Shared, gate, input};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NewConversion {
    session_id: String,
    amount: f64,
    currency: String,
    affiliate_id: Option<String>,
}

pub(crate) async fn track(
    State(store): Shared,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Value>, TrackConversion> {
    let caller = gate::enter(&store, &headers)?;
    let new: NewConversion = input::body(&body)?;
    let mut issues = Vec::new();
    if new.currency.len() != 3 {
        issues.push(input::issue(&["currency"], "invalid_string", "currency must be a 3-letter ISO code"));
    }
    if new.amount <= 0.0 {
        issues.push(input::issue(&["amount"], "too_small", "Number must be greater than 0"));
    }
    if !issues.is_empty() {
        return Err(input::Wrong::Invalid(issues).into());
    }
    let mut tables = store.tables();
    if new.affiliate_id.as_deref().is_some_and(|id| tables.affiliate(id).is_none()) {
        return Err(TrackConversion::not_found("There is no such affiliate."));
    }
    if let Some(known) = tables.conversions.iter().find(|known| known.session_id == new.session_id) {
        return Ok(Json(json!({"success": true, "data": known})));
    }
    if caller.key == "rc_free" && !tables.conversions.is_empty() {
        let error = TrackConversion::limit_exceeded("The free plan has one conversion a day.");
        return Err(error.with_retry_after(Duration::from_secs(86_400)));
    }
    let conversion = Conversion {
        id: format!("cnv_{}", tables.conversions.len() + 1),
        affiliate_id: new.affiliate_id,
        session_id: new.session_id,
        amount: new.amount,
        currency: new.currency,
        commission: new.amount / 10.0,
    };
    tables.conversions.push(conversion.clone());
    Ok(Json(json!({"success": true, "data": conversion})))
}

pub(crate) async fn list(
    State(store): Shared,
    headers: HeaderMap,
    Path(id): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Json<Value>, ListAffiliateConversions> {
    gate::enter(&store, &headers)?;
    if query.get("from").is_some_and(|day| day.len() != 10) {
        let issue = input::issue(&["from"], "invalid_date", "from must be a day such as 2026-05-01");
        return Err(input::Wrong::Invalid(vec![issue]).into());
    }
    let tables = store.tables();
    if tables.affiliate(&id).is_none() {
        return Err(ListAffiliateConversions::not_found(format!("There is no affiliate {id}.")));
    }
    let of = |conversion: &&Conversion| conversion.affiliate_id.as_deref() == Some(&id);
    let conversions: Vec<&Conversion> = tables.conversions.iter().filter(of).collect();
    Ok(Json(json!({"success": true, "data": conversions})))
}
