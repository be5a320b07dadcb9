#[derive(Clone, Copy, Debug, PartialEq, Eq, errbook::ErrorCode)]
#[errbook(spec = shop)]
enum Code {
    OrderNotFound,
}

fn main() {}
