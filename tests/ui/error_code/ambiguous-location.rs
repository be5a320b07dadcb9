#[derive(Clone, Copy, Debug, PartialEq, Eq, errbook::ErrorCode)]
#[errbook(spec = "specs/ambiguous.yaml")]
enum Code {
    Locked,
    Sent,
}

fn main() {}
