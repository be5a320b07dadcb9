#[derive(Clone, Copy, Debug, PartialEq, Eq, errbook::ErrorCode)]
#[errbook(spec = "specs/shop.yaml")]
enum Code<const NUMBER: u8> {
    OrderNotFound,
    OrderLocked,
    RateLimited,
    ServerError,
}

fn main() {}
