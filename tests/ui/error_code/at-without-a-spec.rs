#[derive(Clone, Copy, Debug, PartialEq, Eq, errbook::ErrorCode)]
#[errbook(at = "error.code")]
enum Code {
    OrderNotFound,
}

fn main() {}
