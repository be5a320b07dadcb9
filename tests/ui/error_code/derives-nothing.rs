#[derive(errbook::ErrorCode)]
#[errbook(spec = "specs/shop.yaml")]
enum Code {
    OrderNotFound,
    OrderLocked,
    RateLimited,
    ServerError,
}

fn main() {
    println!("{}", Code::OrderLocked.as_str());
}
