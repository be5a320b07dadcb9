#[derive(Clone, Copy, Debug, PartialEq, Eq, errbook::ErrorCode)]
#[errbook(spec = "specs/shop.yaml", overlay = "specs/unknown-target.overlay.yaml")]
enum Code {
    OrderNotFound,
    OrderLocked,
    RateLimited,
    ServerError,
}

fn main() {}
