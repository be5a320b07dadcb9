#[derive(Clone, Copy, Debug, PartialEq, Eq, errbook::ErrorCode)]
#[errbook(spec = "specs/shop.yaml", code = ORDER_LOCKED)]
enum Code {
    #[errbook(at = "code")]
    OrderNotFound,
    OrderLocked,
    RateLimited,
    ServerError,
}

fn main() {}
