#[derive(Clone, Copy, Debug, PartialEq, Eq, errbook::ErrorCode)]
#[errbook(spec = "specs/shop.yaml")]
enum Code {
    OrderNotFound,
    #[errbook(code = ORDER_LOCKED)]
    RateLimited,
}

fn main() {}
