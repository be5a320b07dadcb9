//! `#[operation(path, "operationId")]`: a handler whose errors are those that the operation documents.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::quote_spanned;
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned;
use syn::{GenericArgument, LitStr, Path, PathArguments, Token, Type};

use crate::api_error::{Api, inside, of_handler};
use crate::errors::Errors;

/// What the attribute says.
struct Arguments {
    api: Api,
    id: LitStr,
}

impl Parse for Arguments {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        const USAGE: &str =
            "write the generated module and the operation: `#[errbook::operation(crate::shop, \"createOrder\")]`";
        let usage = |error: syn::Error| syn::Error::new(error.span(), USAGE);
        let api = input.call(Path::parse_mod_style).map_err(usage)?;
        input.parse::<Token![,]>().map_err(usage)?;
        let id = input.parse().map_err(usage)?;
        input.parse::<Option<Token![,]>>()?;
        if input.fork().parse::<Ident>().is_ok_and(|word| word == "exhaustive") {
            return Err(
                input.error("`exhaustive` belongs on the error type: `#[errbook(api = …, operation = …, exhaustive)]`")
            );
        }
        if input.is_empty() { Ok(Self { api: Api::Module(api), id }) } else { Err(usage(input.error(""))) }
    }
}

/// The function as it is, with a check in its body.
pub(crate) fn check(arguments: TokenStream, function: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let arguments = errors.note(syn::parse2::<Arguments>(arguments));
    let tokens: Vec<TokenTree> = function.clone().into_iter().collect();
    let error_type = errors.note(error_type(&tokens));
    match (arguments, error_type, tokens.split_last()) {
        (Some(arguments), Some(error_type), Some((TokenTree::Group(body), signature))) => {
            let check = expand(&arguments, &error_type);
            let signature = signature.iter().cloned().collect::<TokenStream>();
            let mut inner = TokenStream::new();
            let (attributes, statements) = inner_attributes(body.stream());
            inner.extend([attributes, check, statements]);
            let mut body_with_check = Group::new(Delimiter::Brace, inner);
            body_with_check.set_span(body.span());
            signature.into_iter().chain([TokenTree::Group(body_with_check)]).collect()
        }
        _ => errors.into_tokens().into_iter().chain([function]).collect(),
    }
}

fn expand(arguments: &Arguments, error_type: &Type) -> TokenStream {
    let sender = of_handler(&arguments.api, &arguments.id, error_type);
    let span = error_type.span();
    let check = quote_spanned!(span=> const _: () = __v1::check_forward(__SENDER, 0usize););
    inside(&arguments.api, None, None, &quote_spanned!(Span::call_site()=> #sender #check))
}

/// `#![…]` at the beginning of a body, which must stay there.
fn inner_attributes(body: TokenStream) -> (TokenStream, TokenStream) {
    let mut rest: Vec<TokenTree> = body.into_iter().collect();
    let is =
        |token: Option<&TokenTree>, sign: char| matches!(token, Some(TokenTree::Punct(it)) if it.as_char() == sign);
    let mut end = 0;
    while is(rest.get(end), '#') && is(rest.get(end + 1), '!') && rest.len() > end + 2 {
        end += 3;
    }
    let statements = rest.split_off(end);
    (rest.into_iter().collect(), statements.into_iter().collect())
}

/// The `E` of the `Result<_, E>` that a function returns.
fn error_type(function: &[TokenTree]) -> syn::Result<Type> {
    let signature = Signature::read(function)?;
    let returned = syn::parse2::<Type>(signature.returned.clone())
        .map_err(|error| syn::Error::new(error.span(), "`#[operation]` does not understand this type"))?;
    let span = returned.span();
    let unnamed = || {
        syn::Error::new(
            span,
            "`#[operation]` checks the error of a `Result<_, E>`: write that type here, with `E` by its name",
        )
    };
    let Type::Path(path) = &returned else { return Err(unnamed()) };
    let result = path.path.segments.last().filter(|segment| segment.ident == "Result").ok_or_else(unnamed)?;
    let PathArguments::AngleBracketed(arguments) = &result.arguments else { return Err(unnamed()) };
    let mut types = arguments.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    let (Some(_), Some(error)) = (types.next(), types.next()) else { return Err(unnamed()) };
    signature.refuse_unnameable(error)?;
    Ok(error.clone())
}

/// What is needed of a function's signature.
struct Signature {
    /// The names of its own type and const parameters, and words that are none.
    parameters: Vec<Ident>,
    returned: TokenStream,
}

impl Signature {
    fn read(function: &[TokenTree]) -> syn::Result<Self> {
        let is_word = |token: &TokenTree, word: &str| matches!(token, TokenTree::Ident(it) if it == word);
        let not_a_function = |span| syn::Error::new(span, "`#[operation]` belongs on a function with a body");
        let first = function.first().map_or_else(Span::call_site, TokenTree::span);
        let start = function.iter().position(|token| is_word(token, "fn")).ok_or_else(|| not_a_function(first))?;
        let is_body = |token: &&TokenTree| matches!(token, TokenTree::Group(it) if it.delimiter() == Delimiter::Brace);
        let Some(_) = function.last().filter(is_body) else { return Err(not_a_function(first)) };
        let tail = function.get(start + 1..function.len() - 1).unwrap_or_default();
        let name = tail.first().map_or(first, TokenTree::span);
        let arguments = after_generics(tail);
        let Some(returned) = tail.get(arguments + 1..).and_then(after_arrow) else {
            let message = "`#[operation]` checks the error of a `Result<_, E>`, and this function returns nothing";
            return Err(syn::Error::new(name, message));
        };
        let returned = returned.iter().take_while(|token| !is_word(token, "where")).cloned().collect();
        let parameters = tail.get(1..arguments).unwrap_or_default();
        let parameters = parameters.iter().filter_map(|token| match token {
            TokenTree::Ident(word) => Some(word.clone()),
            _ => None,
        });
        Ok(Self { parameters: parameters.collect(), returned })
    }

    /// An error that cannot be named outside of the function's own scope cannot be checked.
    fn refuse_unnameable(&self, error: &Type) -> syn::Result<()> {
        if matches!(error, Type::ImplTrait(_) | Type::TraitObject(_) | Type::Infer(_)) {
            let message = "`#[operation]` can only check a type that has a name: write the type of the error here";
            return Err(syn::Error::new(error.span(), message));
        }
        let Type::Path(path) = error else { return Ok(()) };
        let Some(word) = path.path.get_ident() else { return Ok(()) };
        if word == "Self" || self.parameters.contains(word) {
            let message = format!("`#[operation]` cannot check `{word}`: write the name of the error's type here");
            return Err(syn::Error::new(word.span(), message));
        }
        Ok(())
    }
}

/// The position of the arguments: behind the name, and behind the parameters between `<` and `>`.
fn after_generics(signature: &[TokenTree]) -> usize {
    let mut depth = 0_usize;
    let mut after_minus = false;
    for (position, token) in signature.iter().enumerate().skip(1) {
        let sign = if let TokenTree::Punct(sign) = token { sign.as_char() } else { ' ' };
        match sign {
            '<' => depth += 1,
            '>' if !after_minus => depth = depth.saturating_sub(1),
            _ => {}
        }
        after_minus = sign == '-';
        if depth == 0 && matches!(token, TokenTree::Group(_)) {
            return position;
        }
    }
    signature.len()
}

/// What stands behind `->`.
fn after_arrow(tokens: &[TokenTree]) -> Option<&[TokenTree]> {
    match tokens {
        [TokenTree::Punct(minus), TokenTree::Punct(more), rest @ ..]
            if minus.as_char() == '-' && more.as_char() == '>' =>
        {
            Some(rest)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use quote::{ToTokens, quote};

    use super::*;

    fn checked(function: &TokenStream) -> Result<String, String> {
        let tokens: Vec<TokenTree> = function.clone().into_iter().collect();
        let error = error_type(&tokens).map_err(|error| error.to_string())?;
        Ok(error.to_token_stream().to_string())
    }

    #[test]
    fn the_error_of_the_result() {
        for function in [
            quote!(
                async fn a() -> Result<(), E> {}
            ),
            quote!(
                pub(crate) async fn a(State(s): State<S>, x: fn() -> u8) -> std::result::Result<Json<A>, E> {
                    a(b)
                }
            ),
            quote!(
                fn a<F: Fn(u8) -> Option<u8>, const N: usize>(f: F) -> Result<impl IntoResponse, E>
                where
                    F: Send,
                {
                }
            ),
            quote!(
                #[get("/")]
                extern "C" fn a<'a>(self: &'a Self) -> Result<(A, B), E> {}
            ),
        ] {
            assert_eq!(checked(&function).as_deref(), Ok("E"), "{function}");
        }
    }

    #[test]
    fn what_cannot_be_checked() {
        for function in [
            quote!(
                fn a() {}
            ),
            quote!(
                fn a(f: fn() -> Result<(), E>) {}
            ),
            quote!(
                fn a() -> Result<()> {}
            ),
            quote!(
                fn a() -> Option<E> {}
            ),
            quote!(
                fn a() -> (A, E) {}
            ),
            quote!(
                fn a<E>() -> Result<(), E> {}
            ),
            quote!(
                fn a() -> Result<(), Self> {}
            ),
            quote!(
                fn a() -> Result<(), E>;
            ),
            quote!(
                fn a() -> Result<(), _> {}
            ),
            quote!(
                struct A {}
            ),
            quote!(),
        ] {
            assert!(checked(&function).is_err(), "{function}");
        }
    }
}
