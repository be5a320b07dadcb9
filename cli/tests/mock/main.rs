//! `errbook mock` as clients meet it: over HTTP, on the loopback interface.

#![allow(clippy::panic)] // It is tests that fail by it.

mod examples;
mod hostile;
mod play;
mod process;
mod published;
mod retries;
mod server;
