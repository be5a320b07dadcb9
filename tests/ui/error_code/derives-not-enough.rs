#[derive(Clone, Debug, PartialEq, errbook::ErrorCode)]
#[errbook(spec = "specs/shop.yaml")]
enum Code {
    OrderNotFound,
    OrderLocked,
    RateLimited,
    ServerError,
}

fn main() {}
