#[derive(Clone, Copy, Debug, PartialEq, Eq, errbook::ErrorCode)]
#[errbook(spec = "specs/shop.yaml")]
enum Code {
    OrderNotFound,
    OrderLocked,
    RateLimited,
    ServerError,
    #[errbook(code = "SERVER_ERROR")]
    Broken,
}

fn main() {}
