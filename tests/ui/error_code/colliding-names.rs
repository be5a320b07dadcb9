#[derive(Clone, Copy, Debug, PartialEq, Eq, errbook::ErrorCode)]
#[errbook(spec = "specs/colliding.yaml")]
enum Code {
    OrderLocked,
}

fn main() {}
