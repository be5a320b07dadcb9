#[errbook::operation(crate::shop, "getOrder")]
async fn get_order() -> Result<Order, AccessError> {
    Err(AccessError)
}
