use errbook_tests::refcampaign;

#[errbook::operation(refcampaign, "createAffiliate", exhaustive)]
fn handler() -> Result<(), refcampaign::operation::CreateAffiliate> {
    Ok(())
}

fn main() {
    let _ = handler();
}
