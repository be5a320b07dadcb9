#[derive(Clone, Copy, errbook::ErrorCode)]
#[errbook(spec = "specs/shop.yaml")]
union Code {
    number: u32,
    text: &'static str,
}

fn main() {}
