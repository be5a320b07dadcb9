#[derive(Clone, Copy, Debug, PartialEq, Eq, errbook::ErrorCode)]
#[errbook(spec = "tests/expansions/shop.yaml")]
enum Code {
    OrderNotFound,
    #[errbook(code = ORDER_LOCKED)]
    Busy,
}
