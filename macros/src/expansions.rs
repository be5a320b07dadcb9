//! What the macros expand to, kept beside their input in `tests/expansions`. `BLESS=1` rewrites it.

use std::path::{Path, PathBuf};
use std::{env, fs};

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, Item, Meta};

#[test]
fn expansions_are_what_they_were() {
    let inputs = inputs();
    assert!(inputs.len() >= 4, "inputs are missing");
    for input in inputs {
        let name = input.display();
        let text = fs::read_to_string(&input).expect("an input can be read");
        let file = syn::parse_file(&text).expect("an input is Rust");
        let tokens: TokenStream = file.items.into_iter().map(expand).collect();
        let expanded = syn::parse2(tokens).expect("an expansion is Rust");
        let expanded = format!("// Of {}.\n\n{}", file_name(&input), prettyplease::unparse(&expanded));
        let golden = input.with_extension("expanded");
        if env::var_os("BLESS").is_some() {
            fs::write(&golden, expanded).expect("an expansion can be written");
        } else {
            let golden = fs::read_to_string(&golden).unwrap_or_default();
            assert!(golden == expanded, "{name} expands to something else; look at it after `BLESS=1`:\n{expanded}");
        }
    }
}

fn inputs() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expansions");
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut inputs: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    inputs.retain(|path| path.extension().is_some_and(|extension| extension == "rs"));
    inputs.sort();
    inputs
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// What our macro makes of an item; of a handler, all of it.
fn expand(item: Item) -> TokenStream {
    let (Item::Enum(_) | Item::Struct(_)) = &item else { return expand_handler(item) };
    let mut input: syn::DeriveInput = syn::parse2(item.into_token_stream()).expect("an enum or a struct");
    let derives = |name: &str| input.attrs.iter().any(|attribute| is_derive(attribute) && names(attribute, name));
    let (is_code, is_error) = (derives("ErrorCode"), derives("ApiError"));
    input.attrs.retain(|attribute| !is_derive(attribute));
    assert!(is_code != is_error, "one of our derives");
    if is_code { crate::error_code::derive(&input) } else { crate::api_error::derive(&input) }
}

fn is_derive(attribute: &Attribute) -> bool {
    attribute.path().is_ident("derive")
}

fn names(attribute: &Attribute, derive: &str) -> bool {
    attribute.to_token_stream().into_iter().any(|token| token.to_string().contains(derive))
}

fn expand_handler(item: Item) -> TokenStream {
    let Item::Fn(mut function) = item else { return quote!() };
    let attribute = function.attrs.remove(0);
    let Meta::List(list) = attribute.meta else { return quote!() };
    crate::operation::check(list.tokens, function.into_token_stream())
}
