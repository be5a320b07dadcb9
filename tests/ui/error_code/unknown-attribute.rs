#[derive(Clone, Copy, Debug, PartialEq, Eq, errbook::ErrorCode)]
#[errbook(spek = "specs/shop.yaml")]
enum Code {
    OrderNotFound,
}

fn main() {}
