#[derive(Clone, Copy, Debug, PartialEq, Eq, errbook::ErrorCode)]
#[errbook(spec = "specs/two-mistakes.yaml")]
enum Code {
    Locked,
}

fn main() {}
