use errbook::ApiError;
use thiserror::Error;

#[derive(Debug, Error, ApiError)]
#[errbook(api = errbook_tests::publishing)]
enum Failure {
    #[error("it failed")]
    #[errbook(code = CONFLICT)]
    Conflict {
        #[errbook(request_id)]
        id: String,
    },
}

fn main() {}
