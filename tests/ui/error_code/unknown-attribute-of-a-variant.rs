#[derive(Clone, Copy, Debug, PartialEq, Eq, errbook::ErrorCode)]
#[errbook(spec = "specs/shop.yaml")]
enum Code {
    OrderNotFound,
    OrderLocked,
    #[errbook(rename = "RATE_LIMITED")]
    RateLimited,
    #[errbook(cod = SERVER_ERROR)]
    ServerError,
}

fn main() {}
