#[errbook::operation(errbook_tests::refcampaign, "createAffiliate")]
struct Handler {
    name: String,
}

fn main() {}
