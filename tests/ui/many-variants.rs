//! More variants than a number has bits; the last ones are checked as the first ones are.

use errbook_tests::refcampaign;

/// May not be sent by this operation.
#[derive(Debug, thiserror::Error, errbook::ApiError)]
#[errbook(api = refcampaign, code = ALREADY_EXISTS)]
#[error("there")]
struct Exists;

#[derive(Debug, thiserror::Error, errbook::ApiError)]
#[errbook(api = refcampaign, operation = "getAffiliate")]
#[error("no")]
enum Many {
    #[errbook(code = NOT_FOUND)] A0,
    #[errbook(code = NOT_FOUND)] A1,
    #[errbook(code = NOT_FOUND)] A2,
    #[errbook(code = NOT_FOUND)] A3,
    #[errbook(code = NOT_FOUND)] A4,
    #[errbook(code = NOT_FOUND)] A5,
    #[errbook(code = NOT_FOUND)] A6,
    #[errbook(code = NOT_FOUND)] A7,
    #[errbook(code = NOT_FOUND)] A8,
    #[errbook(code = NOT_FOUND)] A9,
    #[errbook(code = NOT_FOUND)] A10,
    #[errbook(code = NOT_FOUND)] A11,
    #[errbook(code = NOT_FOUND)] A12,
    #[errbook(code = NOT_FOUND)] A13,
    #[errbook(code = NOT_FOUND)] A14,
    #[errbook(code = NOT_FOUND)] A15,
    #[errbook(code = NOT_FOUND)] A16,
    #[errbook(code = NOT_FOUND)] A17,
    #[errbook(code = NOT_FOUND)] A18,
    #[errbook(code = NOT_FOUND)] A19,
    #[errbook(code = NOT_FOUND)] A20,
    #[errbook(code = NOT_FOUND)] A21,
    #[errbook(code = NOT_FOUND)] A22,
    #[errbook(code = NOT_FOUND)] A23,
    #[errbook(code = NOT_FOUND)] A24,
    #[errbook(code = NOT_FOUND)] A25,
    #[errbook(code = NOT_FOUND)] A26,
    #[errbook(code = NOT_FOUND)] A27,
    #[errbook(code = NOT_FOUND)] A28,
    #[errbook(code = NOT_FOUND)] A29,
    #[errbook(code = NOT_FOUND)] A30,
    #[errbook(code = NOT_FOUND)] A31,
    #[errbook(code = NOT_FOUND)] A32,
    #[errbook(code = NOT_FOUND)] A33,
    #[errbook(code = NOT_FOUND)] A34,
    #[errbook(code = NOT_FOUND)] A35,
    #[errbook(code = NOT_FOUND)] A36,
    #[errbook(code = NOT_FOUND)] A37,
    #[errbook(code = NOT_FOUND)] A38,
    #[errbook(code = NOT_FOUND)] A39,
    #[errbook(code = NOT_FOUND)] A40,
    #[errbook(code = NOT_FOUND)] A41,
    #[errbook(code = NOT_FOUND)] A42,
    #[errbook(code = NOT_FOUND)] A43,
    #[errbook(code = NOT_FOUND)] A44,
    #[errbook(code = NOT_FOUND)] A45,
    #[errbook(code = NOT_FOUND)] A46,
    #[errbook(code = NOT_FOUND)] A47,
    #[errbook(code = NOT_FOUND)] A48,
    #[errbook(code = NOT_FOUND)] A49,
    #[errbook(code = NOT_FOUND)] A50,
    #[errbook(code = NOT_FOUND)] A51,
    #[errbook(code = NOT_FOUND)] A52,
    #[errbook(code = NOT_FOUND)] A53,
    #[errbook(code = NOT_FOUND)] A54,
    #[errbook(code = NOT_FOUND)] A55,
    #[errbook(code = NOT_FOUND)] A56,
    #[errbook(code = NOT_FOUND)] A57,
    #[errbook(code = NOT_FOUND)] A58,
    #[errbook(code = NOT_FOUND)] A59,
    #[errbook(code = NOT_FOUND)] A60,
    #[errbook(code = NOT_FOUND)]
    Good,
    #[errbook(code = NOT_FOUNT)]
    Bad,
    #[errbook(forward)]
    Exists(Exists),
}

fn main() {}
