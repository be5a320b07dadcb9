#[errbook::operation(errbook_tests::refcampaign, "createAffiliate")]
async fn handler() -> std::io::Result<()> {
    Ok(())
}

fn main() {}
