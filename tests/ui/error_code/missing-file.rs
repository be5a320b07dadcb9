#[derive(Clone, Copy, Debug, PartialEq, Eq, errbook::ErrorCode)]
#[errbook(spec = "specs/shop.yml", overlay = "specs/missing.overlay.yaml")]
enum Code {
    OrderNotFound,
}

fn main() {}
