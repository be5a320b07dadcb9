//! Serves the API on loopback: `cargo run -p affiliate-service`, or with an address to listen on and a database file.

use std::error::Error;
use std::path::PathBuf;

use affiliate_service::Store;
use tokio::net::TcpListener;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let address = arguments.next().unwrap_or_else(|| "127.0.0.1:3001".to_owned());
    let folder = tempfile::tempdir()?;
    let database = arguments.next().map_or_else(|| folder.path().join("affiliate.db"), PathBuf::from);
    let store = Store::open(&database).await?;
    let listener = TcpListener::bind(&address).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, affiliate_service::router(store)).await?;
    Ok(())
}
