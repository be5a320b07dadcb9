use errbook::ApiError;

#[derive(Debug, ApiError)]
#[errbook(api = errbook_tests::refcampaign)]
enum Failure {
    #[errbook(code = NOT_FOUND)]
    Missing,
}

fn main() {}
