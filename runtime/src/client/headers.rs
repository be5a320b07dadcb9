//! The headers of an answer, kept without memory where they say nothing of their own.

use std::borrow::Cow;
use std::sync::OnceLock;

use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue};

/// The headers of an answer. Where there are none but the media type that the contract has, they are not kept, and made
/// again for whoever asks for them.
#[derive(Debug, Clone)]
pub(super) struct Headers(OnceLock<Box<HeaderMap>>);

impl Headers {
    /// Keeps them.
    pub(super) fn new(headers: Cow<'_, HeaderMap>) -> Self {
        if headers.is_empty() {
            return Self(OnceLock::new());
        }
        Self(OnceLock::from(Box::new(headers.into_owned())))
    }

    /// Keeps headers that are said to be just the media type of an envelope; whether it is a secret is looked at here.
    #[inline]
    pub(super) fn media_type_alone(headers: Cow<'_, HeaderMap>) -> Self {
        if headers.values().any(HeaderValue::is_sensitive) {
            return Self::new(headers);
        }
        Self(OnceLock::new())
    }

    /// All of them; `media_type` is that of the answer's envelope, if it has this header.
    pub(super) fn get(&self, media_type: Option<&'static str>) -> &HeaderMap {
        self.0.get_or_init(|| Box::new(made(media_type)))
    }
}

fn made(media_type: Option<&'static str>) -> HeaderMap {
    let value = media_type.and_then(|text| HeaderValue::from_str(text).ok());
    value.map(|value| HeaderMap::from_iter([(CONTENT_TYPE, value)])).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_they_were_they_come_back() {
        let json = HeaderValue::from_static("application/json");
        let mut secret = json.clone();
        secret.set_sensitive(true);
        let one = |value: &HeaderValue| HeaderMap::from_iter([(CONTENT_TYPE, value.clone())]);
        for headers in [HeaderMap::new(), one(&json), one(&secret)] {
            let is_sensitive = |map: &HeaderMap| map.get(CONTENT_TYPE).is_some_and(HeaderValue::is_sensitive);
            let media_type = (!headers.is_empty()).then_some("application/json");
            let mut all = vec![Headers::new(Cow::Borrowed(&headers)), Headers::new(Cow::Owned(headers.clone()))];
            if !headers.is_empty() {
                all.push(Headers::media_type_alone(Cow::Borrowed(&headers)));
            }
            for kept in all {
                let kept = kept.get(media_type);
                assert_eq!((kept, is_sensitive(kept)), (&headers, is_sensitive(&headers)));
            }
        }
        let kept = Headers::media_type_alone(Cow::Owned(one(&json)));
        assert!(kept.0.get().is_none(), "they are made when somebody asks");
    }
}
