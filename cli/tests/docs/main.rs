//! `errbook docs`: what the page says, and what a browser makes of it.

#[cfg(unix)]
mod browser;
#[cfg(unix)]
mod chromium;
mod golden;
mod hostile;
mod page;
