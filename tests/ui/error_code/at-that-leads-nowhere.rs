#[derive(Clone, Copy, Debug, PartialEq, Eq, errbook::ErrorCode)]
#[errbook(spec = "specs/shop.yaml", at = "error.code")]
enum Code {
    OrderNotFound,
    OrderLocked,
    RateLimited,
    ServerError,
}

fn main() {}
