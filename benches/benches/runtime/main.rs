//! What a request pays: writing an error body, reading one, and finding a code by its text.
//! `cargo bench -p errbook-benches --bench runtime`.

mod bodies;
mod codes;
mod paired;

fn main() {
    bodies::encoding();
    bodies::decoding();
    codes::lookup();
}
