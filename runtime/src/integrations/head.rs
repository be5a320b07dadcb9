//! The beginning of a body: as much of it as is read of an error, and not a byte more.

use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use std::time::SystemTime;

use bytes::{Buf, BufMut as _, Bytes, BytesMut};
use http::response::Parts;
use http::{HeaderMap, StatusCode};
use http_body::{Body, Frame, SizeHint};
use http_body_util::BodyExt as _;

use crate::FromResponse;

/// A body of which the beginning was read. It is still a body, the same as it was.
pub(super) struct Head<B: Body> {
    /// The data, as far as the limit let it be read and it came.
    data: Bytes,
    /// What reading stopped at: data beyond the limit, trailers, a failure.
    stop: Option<Result<Frame<B::Data>, B::Error>>,
    /// What is behind that; `None` behind the end.
    rest: Option<B>,
}

impl<B: Body + Unpin> Head<B> {
    /// Reads up to so many bytes. A body that breaks off leaves what came of it.
    pub(super) async fn read(mut body: B, limit: usize) -> Self {
        let mut read = BytesMut::new();
        let stop = loop {
            match body.frame().await {
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(mut data) => {
                        let room = limit.saturating_sub(read.len());
                        read.put((&mut data).take(room));
                        if data.has_remaining() {
                            break Some(Ok(Frame::data(data)));
                        }
                    }
                    Err(trailers) => break Some(Ok(trailers)),
                },
                end => break end,
            }
        };
        let rest = matches!(stop, Some(Ok(_))).then_some(body);
        Self { data: read.freeze(), stop, rest }
    }

    /// Decodes the error that it is the body of.
    pub(super) fn decode<E: FromResponse>(&self, status: StatusCode, headers: HeaderMap) -> E {
        E::from_parts(SystemTime::now(), status, headers, self.data.clone())
    }
}

/// Decodes an error of which the body has yet to come.
pub(super) async fn decode<E: FromResponse>(parts: Parts, body: impl Body, limit: usize) -> E {
    let body = pin!(body);
    let head = Head::read(body, limit).await;
    head.decode(parts.status, parts.headers)
}

impl<B: Body<Data = Bytes, Error: Unpin> + Unpin> Body for Head<B> {
    type Data = Bytes;
    type Error = B::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, B::Error>>> {
        if !self.data.is_empty() {
            return Poll::Ready(Some(Ok(Frame::data(std::mem::take(&mut self.data)))));
        }
        if let Some(stop) = self.stop.take() {
            return Poll::Ready(Some(stop));
        }
        match &mut self.rest {
            Some(rest) => Pin::new(rest).poll_frame(context),
            None => Poll::Ready(None),
        }
    }

    fn size_hint(&self) -> SizeHint {
        let stopped_at = self.stop.as_ref().and_then(|stop| stop.as_ref().ok()?.data_ref());
        let here = (self.data.len() + stopped_at.map_or(0, Bytes::len)) as u64;
        let rest = self.rest.as_ref().map_or(SizeHint::with_exact(0), Body::size_hint);
        let mut all = SizeHint::new();
        all.set_lower(rest.lower().saturating_add(here));
        if let Some(upper) = rest.upper() {
            all.set_upper(upper.saturating_add(here));
        }
        all
    }
}
