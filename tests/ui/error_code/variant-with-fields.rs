#[derive(Clone, Debug, PartialEq, Eq, errbook::ErrorCode)]
#[errbook(spec = "specs/shop.yaml")]
enum Code {
    OrderNotFound,
    OrderLocked,
    RateLimited { seconds: u64 },
    ServerError,
}

fn main() {}
