//! Calls by every adapter over a loopback server: the same tests for each of them.

mod clients;
mod events;
mod hostile;
mod rows;
mod rules;
mod server;
mod stack;
mod whole;

/// Runs tests over each adapter: `over_each_adapter!(first_test, second_test)`.
macro_rules! over_each_adapter {
    ($($test:ident),* $(,)?) => {
        over_each_adapter!(@ alone Alone $($test)*);
        over_each_adapter!(@ by_middleware Middleware $($test)*);
        over_each_adapter!(@ by_reqwest Reqwest $($test)*);
        over_each_adapter!(@ by_tower Tower $($test)*);
    };
    (@ $module:ident $adapter:ident $($test:ident)*) => {
        mod $module {
            $(
                #[tokio::test]
                async fn $test() {
                    super::$test::<crate::clients::$adapter>().await;
                }
            )*
        }
    };
}
use over_each_adapter;
