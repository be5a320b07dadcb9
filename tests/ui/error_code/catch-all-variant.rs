#[derive(Clone, Debug, PartialEq, Eq, errbook::ErrorCode)]
#[errbook(spec = "specs/shop.yaml")]
enum Code {
    OrderNotFound,
    OrderLocked,
    RateLimited,
    ServerError,
    Other(String),
}

fn main() {}
