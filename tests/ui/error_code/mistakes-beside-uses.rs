use errbook::ErrorCode;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ErrorCode)]
#[errbook(spec = "specs/shop.yaml")]
enum Code {
    OrderNotFound,
    OrderLocked,
    RateLimited,
    SeverError,
    Teapot,
}

fn all<C: ErrorCode + std::fmt::Display>() -> Vec<String> {
    C::ALL.iter().map(ToString::to_string).collect()
}

fn main() {
    println!("{:?}", all::<Code>());
    println!("{} {}", Code::OrderLocked.as_str(), Code::OrderLocked.status());
    println!("{:?}", "ORDER_LOCKED".parse::<Code>());
    println!("{:?}", Code::try_from("ORDER_LOCKED"));
    println!("{:?}", Code::ALL.first().map(|code| (code.description(), code.retry(), code.statuses())));
}
