#[derive(Debug, thiserror::Error, errbook::ApiError)]
#[errbook(api = crate::shop, operation = "getOrder")]
enum GetOrderError {
    #[error("there is no order {0}")]
    #[errbook(code = ORDER_NOT_FOUND)]
    Missing(String),
    #[error("the database did not answer")]
    #[errbook(code = SERVER_ERROR)]
    Database(#[from] std::io::Error),
    #[error("too many orders")]
    #[errbook(code = LIMIT_REACHED, payload = limit, retry_after = wait)]
    Limit { limit: Limit, wait: Duration },
    #[error("gone")]
    #[errbook(status = 410)]
    Gone,
    #[error(transparent)]
    #[errbook(forward)]
    Access(#[from] AccessError),
}
