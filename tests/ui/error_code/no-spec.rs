#[derive(Clone, Copy, Debug, PartialEq, Eq, errbook::ErrorCode)]
enum Code {
    OrderNotFound,
}

fn main() {}
