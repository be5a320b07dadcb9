#[derive(Clone, Copy, Debug, PartialEq, Eq, errbook::ErrorCode)]
#[errbook(spec = "specs")]
enum Code {
    OrderNotFound,
}

fn main() {}
