use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(api = errbook_tests::trackagoat)]
enum Lookup {
    #[error("it failed")]
    #[errbook(status = 404)]
    Missing,
}

#[derive(Debug, Error, ApiError)]
#[errbook(api = errbook_tests::trackagoat, operation = "createCreator")]
enum Failure {
    #[error("it failed")]
    #[errbook(forward)]
    Lookup(Lookup),
}

fn main() {}
