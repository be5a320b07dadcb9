#[derive(Clone, Copy, Debug, PartialEq, Eq, errbook::ErrorCode)]
#[errbook(spec = "specs/shop.yaml", at = ["code"])]
enum Code {
    OrderNotFound,
}

fn main() {}
