#[derive(Clone, Copy, Debug, PartialEq, Eq, errbook::ErrorCode)]
#[errbook(spec = "specs/no-codes.yaml")]
enum Code {
    NotFound,
}

fn main() {}
