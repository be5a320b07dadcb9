#[derive(Clone, Copy, Debug, PartialEq, Eq, errbook::ErrorCode)]
#[errbook(spec = "specs/example-only.yaml")]
enum Code {
    Locked,
    Sent,
    #[errbook(code = GONE)]
    Gone,
}

fn main() {}
