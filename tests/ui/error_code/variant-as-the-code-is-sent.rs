#[derive(Clone, Copy, Debug, PartialEq, Eq, errbook::ErrorCode)]
#[errbook(spec = "specs/shop.yaml")]
#[allow(non_camel_case_types)]
enum Code {
    ORDER_NOT_FOUND,
    OrderLocked,
    RateLimited,
    ServerError,
}

fn main() {}
