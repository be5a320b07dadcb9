//! Every documented error of an API, for tests that have no server.
//!
//! Where the build script says `errbook_build::configure().examples()`, the generated module has `examples()`, the error
//! answers that the spec shows, and `ErrorCode::examples()`, those of one code:
//!
//! ```text
//! for response in shop::examples() {
//!     let error = shop::ResponseError::from_response(response);
//!     assert!(!what_the_user_is_told(&error).is_empty());
//! }
//! let not_found = shop::ErrorCode::NotFound.examples().next();
//! ```

use std::vec::IntoIter;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Response, StatusCode};

/// Error answers as a spec shows them, in its order.
#[derive(Debug, Clone)]
pub struct Examples(IntoIter<Response<Bytes>>);

impl Iterator for Examples {
    type Item = Response<Bytes>;

    fn next(&mut self) -> Option<Response<Bytes>> {
        self.0.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl ExactSizeIterator for Examples {}

/// An example of a generated table: status, media type (empty for an answer without a body), body.
#[doc(hidden)]
pub type Example = (u16, &'static str, &'static str);

/// Those examples that are asked for, as answers.
#[doc(hidden)]
pub fn examples(table: &'static [Example], is_asked_for: impl Fn(&Response<Bytes>) -> bool) -> Examples {
    let all: Vec<_> = table.iter().filter_map(response).filter(is_asked_for).collect();
    Examples(all.into_iter())
}

fn response((status, media_type, body): &Example) -> Option<Response<Bytes>> {
    let mut response = Response::new(Bytes::from_static(body.as_bytes()));
    *response.status_mut() = StatusCode::from_u16(*status).ok()?;
    if !media_type.is_empty() {
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_str(media_type).ok()?);
    }
    Some(response)
}

/// `examples()` of a generated module: `examples!(ErrorCode, ResponseError, EXAMPLES)`.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_examples {
    ($code:ident, $error:ident, $table:ident) => {
        /// The error answers that the spec shows, in its order.
        #[must_use]
        pub fn examples() -> $crate::testing::Examples {
            $crate::testing::examples($table, |_| true)
        }

        impl $code {
            /// The answers with this code that the spec shows, in its order.
            #[must_use]
            pub fn examples(self) -> $crate::testing::Examples {
                $crate::testing::examples($table, |response| {
                    let response = ::core::clone::Clone::clone(response);
                    $error::from_response(response).code() == $crate::__private::v1::Some(self)
                })
            }
        }
    };
}
