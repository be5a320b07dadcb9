#[derive(Clone, Copy, Debug, PartialEq, Eq, errbook::ErrorCode)]
#[errbook(spec = "specs/shop.yaml")]
enum Code {
    OrderNotFound,
    OrderLocked,
    RateLimited,
    #[errbook(code = SERVER_ERROR)]
    ALL,
}

fn main() {}
