#[derive(Debug, thiserror::Error, errbook::ApiError)]
#[errbook(api = crate::shop, code = UNAUTHORIZED)]
#[error("no token")]
struct AccessError;
