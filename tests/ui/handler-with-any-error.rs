#[errbook::operation(errbook_tests::refcampaign, "createAffiliate")]
async fn handler() -> Result<(), errbook_tests::refcampaign::ApiError> {
    Ok(())
}

fn main() {}
