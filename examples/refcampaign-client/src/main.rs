//! `cargo run -p refcampaign-client -- http://127.0.0.1:3000 rc_live cmp_1 ada@example.com`

use std::process::ExitCode;

use refcampaign_client::{Client, advice};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [url, key, campaign, email] = arguments.as_slice() else {
        eprintln!("usage: refcampaign-client URL KEY CAMPAIGN EMAIL");
        return ExitCode::from(2);
    };
    match Client::new(url, key).create_affiliate(campaign, email) {
        Ok(affiliate) => {
            println!("{affiliate}");
            ExitCode::SUCCESS
        }
        Err(failure) => {
            eprintln!("{}", advice(&failure));
            ExitCode::FAILURE
        }
    }
}
