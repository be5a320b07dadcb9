//! `#[errbook(…)]` → entries, each with its key and its value as they were written.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Attribute, Expr, Ident, LitInt, LitStr, Meta, Path, Token, token};

use crate::errors::Errors;
use crate::nearest::did_you_mean;

/// One entry of an attribute.
pub(crate) struct Entry {
    /// What it is about.
    pub(crate) key: Ident,
    /// The key as text, which is asked for often.
    name: String,
    /// What it says.
    pub(crate) value: Value,
}

/// What an entry says.
pub(crate) enum Value {
    /// `key`
    Flag,
    /// `key = value`
    Is(TokenStream),
    /// `key(…)`
    List(TokenStream),
}

/// A code as it was written, and as it is sent.
pub(crate) struct Wire {
    pub(crate) text: String,
    pub(crate) span: Span,
}

/// All entries of the attributes of an item that are ours. A key that stands there twice is a mistake.
pub(crate) fn entries(attributes: &[Attribute], errors: &mut Errors) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("errbook")) {
        let Meta::List(list) = &attribute.meta else {
            errors.push(attribute.path().span(), "`errbook` says something in parentheses: `#[errbook(…)]`");
            continue;
        };
        let parse = Punctuated::<Entry, Token![,]>::parse_terminated;
        let Some(parsed) = errors.note(parse.parse2(list.tokens.clone())) else { continue };
        for entry in parsed {
            if entries.iter().any(|earlier| earlier.key == entry.key) {
                errors.push(entry.key.span(), format_args!("`{}` is given twice: remove one of them", entry.name()));
            } else {
                entries.push(entry);
            }
        }
    }
    entries
}

impl Parse for Entry {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let key = input.call(Ident::parse_any)?;
        let value = if input.peek(Token![=]) {
            input.parse::<Token![=]>()?;
            Value::Is(value(input, &key)?)
        } else if input.peek(token::Paren) {
            let inner;
            syn::parenthesized!(inner in input);
            Value::List(inner.parse()?)
        } else {
            Value::Flag
        };
        Ok(Self { name: key.unraw().to_string(), key, value })
    }
}

/// An expression; where the parser does not know it as one, all up to the next comma, and the compiler will say what it
/// thinks of it.
fn value(input: ParseStream<'_>, key: &Ident) -> syn::Result<TokenStream> {
    let ahead = input.fork();
    // Nearly all values are one token, and expressions are slow to parse.
    if let Ok(token) = ahead.parse::<TokenTree>()
        && (ahead.is_empty() || ahead.peek(Token![,]))
    {
        return input.parse::<TokenTree>().map(|_| token.into());
    }
    let fork = input.fork();
    if fork.parse::<Expr>().is_ok() && (fork.is_empty() || fork.peek(Token![,])) {
        return input.parse::<Expr>().map(ToTokens::into_token_stream);
    }
    let mut tokens = TokenStream::new();
    while !input.is_empty() && !input.peek(Token![,]) {
        tokens.extend([input.parse::<TokenTree>()?]);
    }
    if tokens.is_empty() {
        return Err(syn::Error::new(key.span(), format_args!("`{key} = …` says nothing")));
    }
    Ok(tokens)
}

impl Entry {
    /// Its key as text.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Says that there is no such key, and which may have been meant.
    pub(crate) fn unknown(&self, known: &[&str], errors: &mut Errors) {
        let name = self.name();
        let near = did_you_mean(known.iter().copied(), name);
        let known = known.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
        let hint = if near.is_empty() { format!("; known here: {known}") } else { near };
        errors.push(self.key.span(), format_args!("unknown attribute `{name}`{hint}"));
    }

    /// That it stands alone.
    pub(crate) fn flag(&self) -> syn::Result<Span> {
        match &self.value {
            Value::Flag => Ok(self.key.span()),
            Value::Is(_) | Value::List(_) => self.expects(&format!("write `{}` alone", self.name())),
        }
    }

    /// The tokens of its value.
    pub(crate) fn tokens(&self) -> syn::Result<&TokenStream> {
        match &self.value {
            Value::Is(tokens) => Ok(tokens),
            Value::Flag | Value::List(_) => self.expects(&format!("write `{} = …`", self.name())),
        }
    }

    /// The path of a module.
    pub(crate) fn path(&self, example: &str) -> syn::Result<Path> {
        let tokens = self.tokens()?.clone();
        let parsed = Path::parse_mod_style.parse2(tokens);
        parsed.or_else(|_| self.expects(&format!("write the path of a module, without quotes: `{example}`")))
    }

    /// A text that is not blank.
    pub(crate) fn text(&self, example: &str) -> syn::Result<LitStr> {
        let Value::Is(tokens) = &self.value else { return self.expects(&format!("write a text: `{example}`")) };
        match syn::parse2::<LitStr>(tokens.clone()) {
            Ok(text) if !text.value().trim().is_empty() => Ok(text),
            Err(_) if is_plain(tokens) => {
                self.expects(&format!("write a text: `{} = \"{}\"`", self.name(), written(tokens)))
            }
            Ok(_) | Err(_) => self.expects(&format!("write a text: `{example}`")),
        }
    }

    /// One such text, or several in parentheses.
    pub(crate) fn texts(&self, example: &str) -> syn::Result<Vec<LitStr>> {
        let list = match &self.value {
            Value::List(list) => list,
            Value::Is(tokens) => match in_brackets(tokens) {
                Some(list) => {
                    let several = format!("{}({})", self.name(), written(&list));
                    return self.expects(&format!("write several in parentheses: `{several}`"));
                }
                None => return Ok(vec![self.text(example)?]),
            },
            Value::Flag => return Ok(vec![self.text(example)?]),
        };
        let parse = Punctuated::<LitStr, Token![,]>::parse_terminated;
        match parse.parse2(list.clone()) {
            Ok(texts) if !texts.is_empty() && texts.iter().all(|text| !text.value().trim().is_empty()) => {
                Ok(texts.into_iter().collect())
            }
            _ => self.expects(&format!("write a text: `{example}`")),
        }
    }

    /// A status by its number.
    pub(crate) fn status(&self) -> syn::Result<(u16, Span)> {
        let parsed = syn::parse2::<LitInt>(self.tokens()?.clone()).ok();
        let number = parsed.as_ref().and_then(|number| number.base10_parse().ok());
        match (parsed, number.filter(|number| (100..1000).contains(number))) {
            (Some(literal), Some(number)) => Ok((number, literal.span())),
            _ => self.expects("write the number of a status: `status = 404`"),
        }
    }

    /// A code: an identifier, a text or a number, each as it is sent.
    pub(crate) fn wire(&self) -> syn::Result<Wire> {
        let tokens = self.tokens()?;
        let span = tokens.clone().into_iter().next().map_or(self.key.span(), |token| token.span());
        let text = wire_text.parse2(tokens.clone()).ok().filter(|text| !text.is_empty());
        if let Some(text) = text {
            return Ok(Wire { text, span });
        }
        if !is_plain(tokens) {
            return self.expects("write the code as it is sent: `code = NOT_FOUND`");
        }
        let written = tokens.to_string().replace(' ', "");
        let written = if written.is_empty() || written == "\"\"" { "NOT_FOUND" } else { written.trim_matches('"') };
        self.expects(&format!("a code that is no identifier is written as a text: `code = \"{written}\"`"))
    }

    /// The identifiers in its parentheses.
    pub(crate) fn names(&self, example: &str) -> syn::Result<Vec<Ident>> {
        let parse = Punctuated::<Ident, Token![,]>::parse_terminated;
        match &self.value {
            Value::List(list) => match parse.parse2(list.clone()) {
                Ok(names) if !names.is_empty() => Ok(names.into_iter().collect()),
                _ => self.expects(&format!("write `{example}`")),
            },
            Value::Flag | Value::Is(_) => self.expects(&format!("write `{example}`")),
        }
    }

    /// A mistake at its value.
    fn expects<T>(&self, what: &str) -> syn::Result<T> {
        let span = match &self.value {
            Value::Is(tokens) => tokens.clone().into_iter().next().map_or(self.key.span(), |token| token.span()),
            Value::Flag | Value::List(_) => self.key.span(),
        };
        Err(syn::Error::new(span, format_args!("`{}`: {what}", self.name())))
    }
}

/// Whether tokens could be a text that lost its quotes: no path, no call, no list.
fn is_plain(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().all(|token| match token {
        TokenTree::Group(_) => false,
        TokenTree::Punct(sign) => sign.as_char() != ':',
        TokenTree::Ident(_) | TokenTree::Literal(_) => true,
    })
}

/// What stands in brackets, if nothing else is there.
fn in_brackets(tokens: &TokenStream) -> Option<TokenStream> {
    let mut tokens = tokens.clone().into_iter();
    match (tokens.next()?, tokens.next()) {
        (TokenTree::Group(group), None) if group.delimiter() == Delimiter::Bracket => Some(group.stream()),
        _ => None,
    }
}

fn wire_text(input: ParseStream<'_>) -> syn::Result<String> {
    if input.peek(LitStr) {
        return input.parse::<LitStr>().map(|text| text.value());
    }
    let minus = input.parse::<Option<Token![-]>>()?;
    if minus.is_some() || input.peek(LitInt) {
        let number: LitInt = input.parse()?;
        let sign = if minus.is_some() { "-" } else { "" };
        return Ok(format!("{sign}{}", number.base10_digits()));
    }
    Ok(input.call(Ident::parse_any)?.unraw().to_string())
}

/// Tokens as people write them.
pub(crate) fn written(tokens: &impl ToTokens) -> String {
    let mut text = String::new();
    let mut wordy = false;
    write(tokens.to_token_stream(), &mut text, &mut wordy);
    text
}

fn write(tokens: TokenStream, text: &mut String, wordy: &mut bool) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let around = quote!(#group).to_string();
                let open = around.chars().next().filter(|sign| "([{".contains(*sign));
                let close = open.and(around.chars().last());
                text.extend(open);
                *wordy = false;
                write(group.stream(), text, wordy);
                text.extend(close);
                *wordy = false;
            }
            TokenTree::Punct(sign) => {
                let sign = sign.as_char();
                text.push(sign);
                if sign == ',' {
                    text.push(' ');
                }
                *wordy = false;
            }
            word @ (TokenTree::Ident(_) | TokenTree::Literal(_)) => {
                if *wordy {
                    text.push(' ');
                }
                text.push_str(&word.to_string());
                *wordy = true;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(tokens: TokenStream) -> Entry {
        syn::parse2(tokens).expect("an entry")
    }

    fn wire(tokens: &TokenStream) -> Option<String> {
        entry(quote!(code = #tokens)).wire().ok().map(|wire| wire.text)
    }

    #[test]
    fn codes_in_all_their_forms() {
        assert_eq!(wire(&quote!(NOT_FOUND)).as_deref(), Some("NOT_FOUND"));
        assert_eq!(wire(&quote!(type)).as_deref(), Some("type"));
        assert_eq!(wire(&quote!(r#type)).as_deref(), Some("type"));
        assert_eq!(wire(&quote!("not-found")).as_deref(), Some("not-found"));
        assert_eq!(wire(&quote!(404)).as_deref(), Some("404"));
        assert_eq!(wire(&quote!(-32_600)).as_deref(), Some("-32600"));
        for wrong in [quote!(not - found), quote!(a.b), quote!(""), quote!(Code::NotFound), quote!(1.5)] {
            assert_eq!(wire(&wrong), None);
        }
    }

    #[test]
    fn what_to_write_instead_is_said() {
        let error = entry(quote!(code = not - found)).wire().err().expect("a minus is in no identifier");
        assert!(error.to_string().ends_with("`code = \"not-found\"`"), "{error}");
    }

    #[test]
    fn values_end_at_the_comma_that_ends_them() {
        let parse = Punctuated::<Entry, Token![,]>::parse_terminated;
        let tokens =
            quote!(message = format!("{a}, {b}"), details = f::<A, B>(x), payload = if a { b } else { c }, expose);
        let entries = parse.parse2(tokens).expect("four entries");
        let names: Vec<_> = entries.iter().map(Entry::name).collect();
        assert_eq!(names, ["message", "details", "payload", "expose"]);
    }

    #[test]
    fn types_as_people_write_them() {
        assert_eq!(written(&quote!(Box<dyn Middle<'a> + Send>)), "Box<dyn Middle<'a>+Send>");
        assert_eq!(written(&quote!(Result<(A, B), [C; 2]>)), "Result<(A, B), [C;2]>");
    }
}
