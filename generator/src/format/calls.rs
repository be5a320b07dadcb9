//! Calls of macros, laid out as a person would: what the call is about on its first line, then an entry per line.
//! The formatter does not know what the tokens mean, and runs them together into a paragraph.

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};
use syn::ItemMacro;

/// A call as source text, with a line feed at its end.
///
/// ```text
/// v1::error_kind! { ErrorKind, ErrorCode, API;
///     codes {
///         NotFound,
///     }
///     default { Other }
/// }
/// ```
pub(super) fn call(item: &ItemMacro) -> String {
    let segments: Vec<String> = item.mac.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    let path = segments.join("::");
    let tokens: Vec<TokenTree> = item.mac.tokens.clone().into_iter().collect();
    let head = tokens.iter().position(|token| is_punct(token, ';')).map(|end| tokens.split_at(end + 1));
    let lines = match (head, tokens.split_last()) {
        _ if item.semi_token.is_some() => vec![format!("{path}!({});", line(&tokens))],
        (Some((head, [])), _) => vec![format!("{path}! {{ {} }}", line(head))],
        (Some((head, body)), _) => {
            let mut lines = vec![format!("{path}! {{ {}", line(head))];
            entries(body, 1, &mut lines);
            lines.push("}".to_owned());
            lines
        }
        (None, Some((TokenTree::Group(group), name))) => {
            let mut lines = Vec::new();
            block(&format!("{path}! {{ {}", line(name)), group, 0, &mut lines);
            let last = lines.pop().unwrap_or_default();
            lines.push(last + " }");
            lines
        }
        (None, _) => vec![format!("{path}! {{ {} }}", line(&tokens))],
    };
    lines.join("\n") + "\n"
}

/// An entry per line, each with its comma; a group in braces is an entry of its own.
fn entries(tokens: &[TokenTree], depth: usize, lines: &mut Vec<String>) {
    let indent = "    ".repeat(depth);
    let mut start = 0;
    for (position, token) in tokens.iter().enumerate() {
        start += comment(tokens.get(start..=position).unwrap_or_default(), &indent, lines);
        let entry = tokens.get(start..=position).unwrap_or_default();
        match (token, entry.split_last()) {
            (TokenTree::Group(group), Some((_, name))) if group.delimiter() == Delimiter::Brace => {
                block(&format!("{indent}{}", line(name)), group, depth, lines);
            }
            (token, _) if is_punct(token, ',') => lines.push(format!("{indent}{}", line(entry))),
            _ => continue,
        }
        start = position + 1;
    }
    let rest = tokens.get(start..).unwrap_or_default();
    if !rest.is_empty() {
        lines.push(format!("{indent}{}", line(rest)));
    }
}

/// Writes a line of a doc comment, if it is one: how many tokens it was.
fn comment(tokens: &[TokenTree], indent: &str, lines: &mut Vec<String>) -> usize {
    let [sign, TokenTree::Group(group)] = tokens else { return 0 };
    let doc: Option<syn::MetaNameValue> =
        Some(group).filter(|_| is_punct(sign, '#')).and_then(|group| syn::parse2(group.stream()).ok());
    let Some(syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. })) = doc.map(|doc| doc.value) else {
        return 0;
    };
    lines.push(format!("{indent}///{}", text.value()));
    tokens.len()
}

/// `name {}`, `name { one }`, or an entry per line.
fn block(name: &str, group: &Group, depth: usize, lines: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
    match tokens.as_slice() {
        [] => lines.push(format!("{name} {{}}")),
        [only] => lines.push(format!("{name} {{ {only} }}")),
        several => {
            lines.push(format!("{name} {{"));
            entries(several, depth + 1, lines);
            lines.push(format!("{}}}", "    ".repeat(depth)));
        }
    }
}

/// Tokens on one line, with the blanks that `rustfmt` would leave.
fn line(tokens: &[TokenTree]) -> String {
    let mut text = String::new();
    let mut previous: Option<&TokenTree> = None;
    for (position, token) in tokens.iter().enumerate() {
        let in_path = position >= 2 && tokens.get(position - 2).is_some_and(|it| is_joint(it, ':'));
        if previous.is_some_and(|previous| is_apart(previous, token, in_path)) {
            text.push(' ');
        }
        let piece = match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                format!("({})", stream(group.stream()))
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => stream(group.stream()),
            token => token.to_string(),
        };
        text.push_str(&piece);
        previous = Some(token);
    }
    text
}

fn stream(tokens: TokenStream) -> String {
    line(&tokens.into_iter().collect::<Vec<_>>())
}

/// Whether a blank stands between two tokens; `in_path` says that the first is the second half of `::`.
fn is_apart(previous: &TokenTree, token: &TokenTree, in_path: bool) -> bool {
    match (previous, token) {
        (_, TokenTree::Punct(punct)) => match punct.as_char() {
            // `=` and `=>` stand apart; the `>` of `=>` is joined to its `=`.
            '=' => true,
            // `= -1`
            '-' => is_punct(previous, '='),
            // `name: ::path`
            ':' => is_punct(previous, ':') && !is_joint(previous, ':') && !in_path,
            _ => false,
        },
        (TokenTree::Punct(punct), _) => match punct.as_char() {
            ':' => !in_path,
            ',' | '=' => true,
            // The end of `=>`, or of type arguments; only an arrow has a word behind it.
            '>' => !matches!(token, TokenTree::Group(_)),
            _ => false,
        },
        (_, TokenTree::Group(group)) => group.delimiter() == Delimiter::Brace,
        _ => true,
    }
}

fn is_punct(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}

fn is_joint(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign && punct.spacing() == Spacing::Joint)
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    fn laid_out(tokens: TokenStream) -> String {
        call(&syn::parse2(tokens).expect("a call"))
    }

    #[test]
    fn one_line() {
        assert_eq!(laid_out(quote!(v1::interface!(1);)), "v1::interface!(1);\n");
        assert_eq!(laid_out(quote!(v1::with_slots! { ApiError: a, b })), "v1::with_slots! { ApiError: a, b }\n");
        assert_eq!(laid_out(quote!(v1::error_code! { ErrorCode, API; })), "v1::error_code! { ErrorCode, API; }\n");
    }

    #[test]
    fn an_entry_per_line() {
        let call = quote! {
            v1::constructors! { ApiError, ErrorKind;
                not_found => NotFound,
                invalid(payload: ::std::vec::Vec<super::Issue>) => Invalid,
                locked(payload: impl v1::Into<v1::Option<Lock>>) => Locked,
                r#type: required "type",
            }
        };
        let expected = r#"v1::constructors! { ApiError, ErrorKind;
    not_found => NotFound,
    invalid(payload: ::std::vec::Vec<super::Issue>) => Invalid,
    locked(payload: impl v1::Into<v1::Option<Lock>>) => Locked,
    r#type: required "type",
}
"#;
        assert_eq!(laid_out(call), expected);
    }

    #[test]
    fn groups() {
        let call = quote! {
            v1::operation! { Read;
                codes { gone => Gone(410, super::v1::NONE), }
                statuses { A = 404, }
                ranges {}
                default { Other }
            }
        };
        let expected = "v1::operation! { Read;
    codes {
        gone => Gone(410, super::v1::NONE),
    }
    statuses {
        A = 404,
    }
    ranges {}
    default { Other }
}
";
        assert_eq!(laid_out(call), expected);
    }

    #[test]
    fn comments() {
        let call = quote! {
            v1::operations! { ApiError;
                operations {
                    /// What `read` can answer.
                    ///
                    /// Its body is [`Failure`](super::Failure).
                    Read,
                    /// Both.
                    Write,
                }
                errors {
                    /// `GONE` (410)
                    Gone(Lock, v1::Slots),
                }
            }
        };
        let expected = "v1::operations! { ApiError;
    operations {
        /// What `read` can answer.
        ///
        /// Its body is [`Failure`](super::Failure).
        Read,
        /// Both.
        Write,
    }
    errors {
        /// `GONE` (410)
        Gone(Lock, v1::Slots),
    }
}
";
        assert_eq!(laid_out(call), expected);
    }

    #[test]
    fn a_group_alone() {
        let call = quote!(v1::value_enum! { Mode { Read = "read", Write = "write", } });
        assert_eq!(laid_out(call), "v1::value_enum! { Mode {\n    Read = \"read\",\n    Write = \"write\",\n} }\n");
    }
}
