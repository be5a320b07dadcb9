use errbook_tests::publishing;

fn failure() -> publishing::ApiError {
    publishing::ApiError::not_found("there is no such site").with_details(42)
}

fn main() {
    let _ = failure();
}
