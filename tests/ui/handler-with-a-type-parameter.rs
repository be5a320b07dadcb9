#[errbook::operation(errbook_tests::refcampaign, "createAffiliate")]
async fn handler<E>() -> Result<(), E> {
    Ok(())
}

fn main() {}
