//! The example clients against the mock.

use std::future::ready;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use errbook::{CallError, Retries};
use tokio::runtime::{Builder, Runtime};

use crate::server::{Mock, file};

/// The waits of clients, which are noted instead of waited.
#[derive(Clone, Default)]
struct Waits(Arc<Mutex<Vec<Duration>>>);

impl Waits {
    fn retries(&self) -> Retries {
        let this = self.clone();
        Retries::new().jitter(|| 1.0).sleep(move |wait| {
            this.0.lock().unwrap_or_else(PoisonError::into_inner).push(wait);
            ready(())
        })
    }

    /// What was noted since the last time, in seconds.
    fn seconds(&self) -> Vec<u64> {
        let waits = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        waits.iter().map(Duration::as_secs).collect()
    }
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().expect("the system has room")
}

fn mock(api: &str) -> Mock {
    Mock::of(&file(&format!("spec/apis/{api}.yaml")))
}

mod trackagoat {
    use trackagoat_client::trackagoat::ErrorKind;
    use trackagoat_client::{Client, Failure, advice};

    use super::{CallError, Mock, Waits, mock, runtime};

    fn client(mock: &Mock, waits: &Waits, prefer: &str) -> Client {
        let http = reqwest::Client::builder().no_proxy().build().expect("it needs no more than sockets");
        Client::new(http, &format!("http://{}/", mock.address), "tg_live", waits.retries()).preferring(prefer)
    }

    #[test]
    fn what_works_is_read() {
        let (mock, waits) = (mock("trackagoat"), Waits::default());
        let client = client(&mock, &waits, "");
        runtime().block_on(async {
            let creators = client.creators(25).await.expect("it works");
            assert_eq!((&*creators[0].handle, creators[0].followers), ("goatlady", Some(120_400)));
            let tracked = client.track("goatlady", "youtube", None).await.expect("it works");
            assert_eq!((&*tracked.id, tracked.followers), ("crt_9", None));
            client.untrack("crt/9").await.expect("it works");
            let days = client.analytics("cmp_1", "2026-01-01", "2026-01-31").await.expect("it works");
            assert_eq!((days[0].views, days[0].clicks), (5_310, 87));
        });
        assert!(waits.seconds().is_empty());
    }

    #[test]
    fn errors_come_with_what_they_carry() {
        let (mock, waits) = (mock("trackagoat"), Waits::default());
        let track = |prefer: &str| {
            let client = client(&mock, &waits, prefer);
            runtime().block_on(client.track("goatlady", "youtube", Some("key-1"))).expect_err("it is asked for")
        };
        let full = track("code=limit_reached");
        let kind = full.answered().and_then(|error| error.kind());
        let Some(ErrorKind::LimitReached(limit)) = kind else { panic!("{full}") };
        assert_eq!((&*limit.limit_key, limit.current, limit.max), ("max_creators_per_org", 5, 5));
        for (prefer, told) in [
            ("code=limit_reached", "The plan allows 5 of `max_creators_per_org`, and there are 5."),
            ("code=insufficient_scope", "This takes a key with the scope `write`; this one has: read."),
            ("status=403", "This organisation is banned. Support can help."),
            ("status=409", "409 Conflict: This idempotency key was used on another route"),
            ("code=internal_error", "500 internal_error: The server failed unexpectedly."),
        ] {
            assert_eq!(advice(&track(prefer)), told, "{prefer}");
        }
        assert!(waits.seconds().is_empty());
    }

    #[test]
    fn what_is_put_off_is_tried_again_when_the_server_says() {
        let (mock, waits) = (mock("trackagoat"), Waits::default());
        let limited = "code=rate_limit_exceeded; retry-after=40; times=2";
        let track = |session: &str, key: Option<&str>| {
            let client = client(&mock, &waits, &format!("{limited}; session={session}"));
            runtime().block_on(client.track("goatlady", "youtube", key))
        };
        assert!(track("with-key", Some("key-1")).is_ok());
        assert_eq!(waits.seconds(), [40, 40]);
        let once: Result<_, Failure> = track("without", None);
        assert!(matches!(once, Err(CallError::Answered(_))), "who knows whether it was tracked twice");
        assert!(waits.seconds().is_empty());
        let never = runtime().block_on(client(&mock, &waits, "code=rate_limit_exceeded").creators(1));
        assert_eq!(never.map_err(|failure| advice(&failure)), Err("The window `v1Api` is full for 1 s.".to_owned()));
        assert_eq!(waits.seconds(), [1; 4]);
    }

    #[test]
    fn nobody_there_is_no_answer() {
        let (mock, waits) = (mock("trackagoat"), Waits::default());
        let client = client(&mock, &waits, "");
        drop(mock);
        let failure = runtime().block_on(client.creators(1)).expect_err("nobody is there");
        assert!(advice(&failure).starts_with("Trackagoat cannot be reached: "), "{failure}");
        assert!(waits.seconds().is_empty());
    }
}

mod publishing {
    use publishing_client::publishing::ErrorCode;
    use publishing_client::{Client, Failure, advice};

    use super::{Mock, Waits, mock, runtime};

    fn client(mock: &Mock, waits: &Waits, prefer: &str) -> Client {
        Client::new(&format!("http://{}", mock.address), "pk_live", waits.retries()).preferring(prefer)
    }

    #[test]
    fn what_works_is_read() {
        let (mock, waits) = (mock("publishing"), Waits::default());
        let client = client(&mock, &waits, "");
        runtime().block_on(async {
            assert_eq!(client.credits().await.ok(), Some(12));
            assert_eq!(client.write("Keeping goats").await.ok().as_deref(), Some("cnt_1"));
            assert!(client.publish("cnt_1", "linkedin").await.is_ok());
        });
    }

    #[test]
    fn each_of_the_nine_codes_is_told() {
        let (mock, waits) = (mock("publishing"), Waits::default());
        let mut told = Vec::new();
        for code in ErrorCode::ALL {
            let client = client(&mock, &waits, &format!("code={code}"));
            let failure = runtime().block_on(client.publish("cnt_1", "linkedin")).expect_err("it is asked for");
            let Failure::Answered(error) = &failure else { panic!("{failure:?}") };
            assert_eq!((error.code(), error.mismatch()), (Some(*code), None));
            told.push(advice(&failure));
        }
        assert!(told[2].starts_with("Please buy credits. This operation requires 40 credits"), "{told:#?}");
        assert!(told[6].starts_with("Please set up first: Connect LinkedIn"), "{told:#?}");
        assert!(waits.seconds().is_empty(), "what is published twice is not taken back");
    }

    #[test]
    fn what_may_be_repeated_is_tried_again_by_the_rules() {
        let (mock, waits) = (mock("publishing"), Waits::default());
        for (prefer, expected) in [
            ("code=RATE_LIMIT_EXCEEDED; retry-after=45; times=2", vec![45, 45]),
            ("code=RATE_LIMIT_EXCEEDED; retry-after=none; times=3", vec![1, 2, 4]),
            ("code=INTERNAL_ERROR; times=1", vec![1]),
        ] {
            let credits = runtime().block_on(client(&mock, &waits, prefer).credits());
            assert_eq!((credits.ok(), waits.seconds()), (Some(12), expected), "{prefer}");
        }
        let trouble = runtime().block_on(client(&mock, &waits, "code=INTERNAL_ERROR").credits());
        assert!(matches!(trouble, Err(Failure::Answered(error)) if error.code() == Some(ErrorCode::InternalError)));
        assert_eq!(waits.seconds(), [1, 2, 4]);
    }
}
