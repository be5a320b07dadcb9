#[derive(Clone, Copy, Debug, PartialEq, Eq, errbook::ErrorCode)]
#[errbook(spec = "specs/broken-reference.yaml")]
enum Code {
    Locked,
}

fn main() {}
