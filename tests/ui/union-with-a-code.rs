use errbook::ApiError;

#[derive(ApiError)]
#[errbook(api = errbook_tests::refcampaign, code = NOT_FOUND)]
union Failure {
    id: u64,
}

fn main() {}
