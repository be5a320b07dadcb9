#[derive(Clone, Copy, Debug, PartialEq, Eq, errbook::ErrorCode)]
#[errbook(spec = "specs/unknown-status.yaml")]
enum Code {
    Locked,
    Sent,
}

fn main() {
    println!("{}", Code::Locked.status());
}
