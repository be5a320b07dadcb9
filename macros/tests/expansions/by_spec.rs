#[derive(Debug, thiserror::Error, errbook::ApiError)]
#[errbook(spec = "tests/expansions/shop.yaml", operation = "getOrder")]
#[errbook(code = ORDER_LOCKED)]
#[error("busy")]
struct Busy;
