#[errbook::operation(errbook_tests::refcampaign, "createAffiliate")]
async fn handler() -> Result<(), impl axum::response::IntoResponse> {
    Err::<(), _>("no")
}

fn main() {}
