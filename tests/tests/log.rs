//! What goes to the log when an error is sent: once, and all that the answer does not say.

use axum::response::IntoResponse;
use errbook_tests::log::Lines;
use errbook_tests::refcampaign;

const SECRET: &str = "postgres://admin:hunter2@db";

fn logged(error: impl IntoResponse) -> Vec<String> {
    let lines = Lines::default();
    tracing::subscriber::with_default(lines.clone(), || drop(error.into_response()));
    lines.all()
}

#[derive(Debug, thiserror::Error, errbook::ApiError)]
#[errbook(api = refcampaign)]
enum Failure {
    #[error("cannot load\nthe plan")]
    #[errbook(code = SERVER_ERROR)]
    Database(#[source] std::io::Error),
    #[error("no plan")]
    #[errbook(code = NOT_FOUND)]
    Missing,
}

#[derive(Debug, thiserror::Error, errbook::ApiError)]
#[errbook(api = refcampaign)]
enum Outer {
    #[error(transparent)]
    #[errbook(forward)]
    Inner(Failure),
}

#[test]
fn a_5xx_is_logged_once_with_its_causes() {
    let error = || Failure::Database(std::io::Error::other(SECRET));
    for lines in [logged(error()), logged(Outer::Inner(error()))] {
        let [line] = lines.as_slice() else { unreachable!("{lines:?}") };
        for part in ["ERROR", "status=500", "SERVER_ERROR", "cannot load\\nthe plan", SECRET] {
            assert!(line.contains(part), "{part}: {line}");
        }
    }
}

#[test]
fn generated_errors_are_logged_too() {
    let lines = logged(refcampaign::operation::GetAffiliate::server_error(SECRET));
    assert!(lines.iter().any(|line| line.contains(SECRET)), "{lines:?}");
}

#[test]
fn a_4xx_is_not_logged() {
    assert!(logged(Failure::Missing).is_empty());
}
