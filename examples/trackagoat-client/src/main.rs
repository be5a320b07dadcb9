//! `cargo run -p trackagoat-client -- --url http://127.0.0.1:4010 --key tg_live creators`

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use errbook::Retries;
use trackagoat_client::{Client, Failure, advice, waiting};

/// Track the reach of creators.
#[derive(Parser)]
struct Arguments {
    /// Where the API is.
    #[arg(long)]
    url: String,
    /// The API key.
    #[arg(long)]
    key: String,
    /// Ask `errbook mock` for an error: `code=limit_reached`, `status=403; times=2`.
    #[arg(long)]
    prefer: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// List the creators that are tracked.
    Creators {
        /// How many at most.
        #[arg(long, default_value_t = 25)]
        limit: u8,
    },
    /// Track a creator.
    Track {
        handle: String,
        platform: String,
        /// Makes it safe to try again.
        #[arg(long)]
        idempotency_key: Option<String>,
    },
    /// Stop tracking a creator.
    Untrack { id: String },
    /// Show what a campaign reached, day by day.
    Analytics { campaign: String, from: String, to: String },
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let retries = Retries::new().sleep(waiting::wait);
    let mut client = Client::new(reqwest::Client::new(), &arguments.url, &arguments.key, retries);
    if let Some(prefer) = &arguments.prefer {
        client = client.preferring(prefer);
    }
    match run(&client, &arguments.command).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{}", advice(&failure));
            ExitCode::FAILURE
        }
    }
}

async fn run(client: &Client, command: &Command) -> Result<(), Failure> {
    match command {
        Command::Creators { limit } => {
            for creator in client.creators(*limit).await? {
                let followers = creator.followers.map_or_else(|| "not counted yet".to_owned(), |it| it.to_string());
                println!("{} {} on {}: {followers}", creator.id, creator.handle, creator.platform);
            }
        }
        Command::Track { handle, platform, idempotency_key } => {
            let creator = client.track(handle, platform, idempotency_key.as_deref()).await?;
            println!("{} is tracked as {}", creator.handle, creator.id);
        }
        Command::Untrack { id } => client.untrack(id).await?,
        Command::Analytics { campaign, from, to } => {
            for day in client.analytics(campaign, from, to).await? {
                println!("{}: {} views, {} clicks", day.day, day.views, day.clicks);
            }
        }
    }
    Ok(())
}
