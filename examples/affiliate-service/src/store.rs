//! The database, which is one file.

use std::num::NonZeroU32;
use std::path::Path;
use std::time::Duration;

use serde::Serialize;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool, SqlitePoolOptions, SqliteRow};
use sqlx::{FromRow, Row};

use crate::access::Token;
use crate::rate_limit::plan;

const PAGE: u32 = 50;

/// Everything that the service remembers, but for how often who called.
#[derive(Debug, Clone)]
pub struct Store(SqlitePool);

/// Something that is promoted.
#[derive(Debug, Serialize)]
pub(crate) struct Campaign {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) commission_amount: f64,
    pub(crate) active: bool,
}

/// Somebody who promotes it.
#[derive(Debug, Serialize)]
pub(crate) struct Affiliate {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) approved: bool,
}

/// A way from one to the other.
#[derive(Debug, Serialize)]
pub(crate) struct Link {
    pub(crate) id: i64,
    pub(crate) affiliate_id: i64,
    pub(crate) target: String,
    pub(crate) slug: String,
}

/// A link that is to be made; without a slug it gets one by chance.
#[derive(Debug)]
pub(crate) struct NewLink {
    pub(crate) campaign_id: i64,
    pub(crate) affiliate_id: i64,
    pub(crate) target: String,
    pub(crate) slug: Option<String>,
}

/// What became of something new.
#[derive(Debug)]
pub(crate) enum Insertion<T> {
    Done(T),
    /// Another one has the same unique key.
    Taken,
    /// The account may have no more of them.
    Full,
}

impl Store {
    /// Opens a database file, and makes it first where there is none.
    ///
    /// # Errors
    ///
    /// If it is no database, or cannot be written.
    pub async fn open(file: &Path) -> sqlx::Result<Self> {
        let options = SqliteConnectOptions::new().filename(file).create_if_missing(true);
        let pool = SqlitePoolOptions::new().max_connections(4).acquire_timeout(Duration::from_secs(10));
        let pool = pool.connect_with(options).await?;
        sqlx::raw_sql(include_str!("schema.sql")).execute(&pool).await?;
        Ok(Self(pool))
    }

    /// A token, with the plan of its account.
    pub(crate) async fn token(&self, token: &str) -> sqlx::Result<Option<Token>> {
        let query = "SELECT tokens.*, plan, calls_left IS NOT NULL AS prepaid \
                     FROM tokens JOIN accounts ON accounts.id = tokens.account_id \
                     LEFT JOIN allowances ON allowances.account_id = tokens.account_id WHERE token = ?";
        sqlx::query_as(query).bind(token).fetch_optional(&self.0).await
    }

    /// Takes one of the calls that an account has paid for, and says whether one was left.
    pub(crate) async fn spend_call(&self, account: i64) -> sqlx::Result<bool> {
        let query = "UPDATE allowances SET calls_left = calls_left - 1 WHERE account_id = ? AND calls_left > 0";
        Ok(sqlx::query(query).bind(account).execute(&self.0).await?.rows_affected() > 0)
    }

    /// A page of an account's campaigns.
    pub(crate) async fn campaigns(
        &self,
        account: i64,
        active: Option<bool>,
        page: NonZeroU32,
    ) -> sqlx::Result<Vec<Campaign>> {
        let query = "SELECT * FROM campaigns WHERE account_id = ? AND active = ifnull(?, active) \
                     ORDER BY id LIMIT ? OFFSET ?";
        let before = i64::from(page.get() - 1) * i64::from(PAGE);
        sqlx::query_as(query).bind(account).bind(active).bind(PAGE).bind(before).fetch_all(&self.0).await
    }

    /// A campaign of an account.
    pub(crate) async fn campaign(&self, account: i64, id: i64) -> sqlx::Result<Option<Campaign>> {
        let query = "SELECT * FROM campaigns WHERE account_id = ? AND id = ?";
        sqlx::query_as(query).bind(account).bind(id).fetch_optional(&self.0).await
    }

    /// An affiliate of an account.
    pub(crate) async fn affiliate(&self, account: i64, id: i64) -> sqlx::Result<Option<Affiliate>> {
        let query = "SELECT * FROM affiliates WHERE account_id = ? AND id = ?";
        sqlx::query_as(query).bind(account).bind(id).fetch_optional(&self.0).await
    }

    /// Starts a campaign, unless the account has as many as it may have.
    pub(crate) async fn insert_campaign(
        &self,
        account: i64,
        name: &str,
        commission_amount: f64,
        limit: i64,
    ) -> sqlx::Result<Insertion<Campaign>> {
        let query = "INSERT INTO campaigns (account_id, name, commission_amount) SELECT ?1, ?2, ?3 \
                     WHERE (SELECT count(*) FROM campaigns WHERE account_id = ?1) < ?4 RETURNING *";
        let query = sqlx::query_as(query).bind(account).bind(name).bind(commission_amount).bind(limit);
        inserted(query.fetch_optional(&self.0).await)
    }

    /// Deletes a campaign with its links, and says whether there was one.
    pub(crate) async fn delete_campaign(&self, account: i64, id: i64) -> sqlx::Result<bool> {
        let query = sqlx::query("DELETE FROM campaigns WHERE account_id = ? AND id = ?").bind(account).bind(id);
        Ok(query.execute(&self.0).await?.rows_affected() > 0)
    }

    /// Invites an affiliate, unless the account has as many as it may have.
    pub(crate) async fn insert_affiliate(
        &self,
        account: i64,
        name: &str,
        email: &str,
        limit: i64,
    ) -> sqlx::Result<Insertion<Affiliate>> {
        let query = "INSERT INTO affiliates (account_id, name, email) SELECT ?1, ?2, ?3 \
                     WHERE (SELECT count(*) FROM affiliates WHERE account_id = ?1) < ?4 RETURNING *";
        let query = sqlx::query_as(query).bind(account).bind(name).bind(email).bind(limit);
        inserted(query.fetch_optional(&self.0).await)
    }

    /// Makes a link, unless the account has as many as it may have.
    pub(crate) async fn insert_link(&self, account: i64, link: &NewLink, limit: i64) -> sqlx::Result<Insertion<Link>> {
        let query = "INSERT INTO links (campaign_id, affiliate_id, target, slug) \
                     SELECT ?1, ?2, ?3, ifnull(?4, lower(hex(randomblob(8)))) \
                     WHERE (SELECT count(*) FROM links JOIN campaigns ON campaigns.id = campaign_id \
                     WHERE account_id = ?5) < ?6 RETURNING *";
        let query = sqlx::query_as(query).bind(link.campaign_id).bind(link.affiliate_id).bind(&link.target);
        inserted(query.bind(&link.slug).bind(account).bind(limit).fetch_optional(&self.0).await)
    }
}

fn inserted<T>(outcome: sqlx::Result<Option<T>>) -> sqlx::Result<Insertion<T>> {
    match outcome {
        Ok(Some(row)) => Ok(Insertion::Done(row)),
        Ok(None) => Ok(Insertion::Full),
        Err(sqlx::Error::Database(error)) if error.is_unique_violation() => Ok(Insertion::Taken),
        Err(error) => Err(error),
    }
}

impl FromRow<'_, SqliteRow> for Campaign {
    fn from_row(row: &SqliteRow) -> sqlx::Result<Self> {
        let commission_amount = row.try_get("commission_amount")?;
        Ok(Self {
            id: row.try_get("id")?,
            name: row.try_get("name")?,
            commission_amount,
            active: row.try_get("active")?,
        })
    }
}

impl FromRow<'_, SqliteRow> for Affiliate {
    fn from_row(row: &SqliteRow) -> sqlx::Result<Self> {
        let approved = row.try_get("approved")?;
        Ok(Self { id: row.try_get("id")?, name: row.try_get("name")?, email: row.try_get("email")?, approved })
    }
}

impl FromRow<'_, SqliteRow> for Link {
    fn from_row(row: &SqliteRow) -> sqlx::Result<Self> {
        let affiliate_id = row.try_get("affiliate_id")?;
        Ok(Self { id: row.try_get("id")?, affiliate_id, target: row.try_get("target")?, slug: row.try_get("slug")? })
    }
}

impl FromRow<'_, SqliteRow> for Token {
    fn from_row(row: &SqliteRow) -> sqlx::Result<Self> {
        let name: String = row.try_get("plan")?;
        let unknown = || sqlx::Error::Decode(format!("the spec has no plan {name}").into());
        Ok(Self {
            id: row.try_get("id")?,
            account_id: row.try_get("account_id")?,
            plan: plan(&name).ok_or_else(unknown)?,
            scopes: row.try_get("scopes")?,
            expires_at: row.try_get("expires_at")?,
            revoked: row.try_get("revoked")?,
            prepaid: row.try_get("prepaid")?,
        })
    }
}
