//! Everything about errbook that crosses crates.
