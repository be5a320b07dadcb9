//! What a request pays: writing an error body, reading one, finding a code by its text, and all of a service's answer.
//! `cargo bench -p errbook-benches --bench runtime`, or a part of it: `… -- encoding`.

mod bodies;
mod codes;
mod paired;
mod payloads;
mod requests;

fn main() -> std::io::Result<()> {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let is_wanted = |part: &str| wanted.is_empty() || wanted.iter().any(|wanted| wanted == part);
    let parts: [(&str, fn()); 4] = [
        ("encoding", bodies::encoding),
        ("decoding", bodies::decoding),
        ("payloads", payloads::payloads),
        ("lookup", codes::lookup),
    ];
    parts.iter().filter(|(part, _)| is_wanted(part)).for_each(|(_, measure)| measure());
    if is_wanted("requests") { requests::requests() } else { Ok(()) }
}
