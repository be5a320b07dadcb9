use errbook::ApiError;

#[derive(ApiError)]
#[errbook(api = errbook_tests::refcampaign)]
union Failure {
    one: u8,
    other: i8,
}

fn main() {}
