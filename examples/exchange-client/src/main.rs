//! `cargo run -p exchange-client -- https://api.exchange.example KEY BTC-EUR 0.1`

use std::process::ExitCode;

use exchange_client::{Client, advice};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [url, key, market, size] = arguments.as_slice() else {
        eprintln!("usage: exchange-client URL KEY MARKET SIZE");
        return ExitCode::from(2);
    };
    match Client::new(url, key).buy(market, size) {
        Ok(order) => {
            println!("{order}");
            ExitCode::SUCCESS
        }
        Err(failure) => {
            eprintln!("{}", advice(&failure));
            ExitCode::FAILURE
        }
    }
}
