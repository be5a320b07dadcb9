//! `cargo run -p publishing-client -- --url http://127.0.0.1:4010 --key pk_live credits`

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use errbook::Retries;
use publishing_client::{Client, Failure, advice};

/// Write texts, and publish them.
#[derive(Parser)]
struct Arguments {
    /// Where the API is.
    #[arg(long)]
    url: String,
    /// The API key.
    #[arg(long)]
    key: String,
    /// Ask `errbook mock` for an error: `code=CONFLICT`, `status=500; times=2`.
    #[arg(long)]
    prefer: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Tell how many credits there are.
    Credits,
    /// Have a text written.
    Write { topic: String },
    /// Publish a text on `blog`, `linkedin` or `x`.
    Publish { id: String, platform: String },
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut client = Client::new(&arguments.url, &arguments.key, Retries::new());
    if let Some(prefer) = &arguments.prefer {
        client = client.preferring(prefer);
    }
    match run(&client, &arguments.command).await {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(failure) => {
            eprintln!("{}", advice(&failure));
            ExitCode::FAILURE
        }
    }
}

async fn run(client: &Client, command: &Command) -> Result<String, Failure> {
    Ok(match command {
        Command::Credits => format!("{} credits", client.credits().await?),
        Command::Write { topic } => format!("{} is written", client.write(topic).await?),
        Command::Publish { id, platform } => {
            client.publish(id, platform).await?;
            format!("{id} is published on {platform}")
        }
    })
}
