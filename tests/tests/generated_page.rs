//! The page on generated code: its Rust is, block by block, the whole of what its spec becomes.

use std::path::{Path, PathBuf};
use std::{env, fs};

use errbook_build::Generated;

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/generated.md")
}

/// What stands between fences of a language, with where it begins.
fn blocks<'p>(page: &'p str, language: &str) -> Vec<(usize, &'p str)> {
    let fence = format!("```{language}\n");
    let begins = page.match_indices(&fence).map(|(at, fence)| at + fence.len());
    begins.map(|at| (at, page[at..].split("```").next().unwrap_or_default())).collect()
}

/// What the spec of the page becomes.
fn generated(page: &str) -> Generated {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let spec = folder.path().join("shop.yaml");
    fs::write(&spec, blocks(page, "yaml")[0].1).expect("the file can be written");
    errbook_build::configure().generate(&spec).unwrap_or_else(|error| unreachable!("{error}"))
}

/// The text, cut where the blocks of the page begin.
fn cut<'t>(text: &'t str, blocks: &[(usize, &str)]) -> Vec<&'t str> {
    let lines = blocks.iter().map(|(_, block)| block.lines().next().unwrap_or_default());
    let begin =
        |line: &str| text.find(line).unwrap_or_else(|| unreachable!("`{line}` is not generated; begin there anew"));
    // The first line is different for each version.
    let begins: Vec<usize> = lines.enumerate().map(|(at, line)| if at == 0 { 0 } else { begin(line) }).collect();
    let ends = begins.iter().skip(1).copied().chain([text.len()]);
    begins.iter().zip(ends).map(|(begin, end)| text[*begin..end].trim_end()).collect()
}

#[test]
fn the_page_shows_what_is_generated() {
    let page = fs::read_to_string(path()).expect("the page is there");
    let generated = generated(&page);
    let text = generated.text();
    let blocks = blocks(&page, "rust");
    let pieces = cut(&text, &blocks);
    let is_current = blocks.iter().zip(&pieces).all(|((_, block), piece)| block.trim_end() == *piece);
    if env::var_os("BLESS").is_some_and(|value| value == "1") {
        let mut current = page.clone();
        for ((at, block), piece) in blocks.iter().zip(&pieces).rev() {
            current.replace_range(*at..at + block.len(), &format!("{piece}\n"));
        }
        fs::write(path(), current).expect("the file can be written");
    } else {
        let command = "BLESS=1 cargo test --package errbook-tests --test generated_page";
        assert!(is_current, "docs/generated.md shows what is no longer generated; to accept it: {command}");
    }
}
