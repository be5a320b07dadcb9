#[derive(Debug, thiserror::Error, errbook::ApiError)]
#[errbook(spec = "specs/ambiguous.yaml")]
#[error("no")]
#[errbook(code = LOCKED)]
struct Locked;

fn main() {}
