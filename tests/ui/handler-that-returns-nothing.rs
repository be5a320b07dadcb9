#[errbook::operation(errbook_tests::refcampaign, "createAffiliate")]
async fn handler() {
}

fn main() {}
