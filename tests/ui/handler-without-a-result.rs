#[errbook::operation(errbook_tests::refcampaign, "createAffiliate")]
async fn handler() -> String {
    String::new()
}

fn main() {}
