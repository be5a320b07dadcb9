#[errbook::operation(errbook_tests::refcampaign, "createAffiliate")]
async fn handler() -> Result<(), std::io::Error> {
    Ok(())
}

fn main() {}
