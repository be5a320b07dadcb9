//! A body as a service writes it: texts that never change, and the values between them.

use errbook_spec::{Body, Catalog, Code, Member, Role, Slot, TimeFormat, Wire};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::codes::are_open_integers;
use crate::least::{json_text, least};
use crate::slot::{presence, slot};

/// The layout of a body, as a block that is a `v1::InPieces`. None, where a text depends on the code.
pub(super) fn of(catalog: &Catalog, body: &Body) -> Option<TokenStream> {
    if depends_on_code(body) {
        return None;
    }
    let mut pieces = Pieces::new(catalog);
    pieces.object(body);
    let (told, length) = pieces.finish();
    // It is the room that is made for a body, which grows where it is not enough.
    let length = Literal::u16_unsuffixed(u16::try_from(length).unwrap_or(u16::MAX));
    Some(quote! {{
        struct Layout;
        impl v1::Layout for Layout {
            const LENGTH: u16 = #length;
            #[inline]
            fn tell<P: v1::Pieces>(to: P) -> P {
                #told
            }
        }
        v1::InPieces::of::<Layout>()
    }})
}

fn depends_on_code(body: &Body) -> bool {
    body.members.iter().any(|member| {
        let inner = match &member.role {
            Role::Object(inner) | Role::List(inner) => depends_on_code(inner),
            Role::Slot(_) | Role::Constant(_) | Role::Other(_) => false,
        };
        inner || !member.constants.is_empty()
    })
}

/// What stands before a member in its object.
#[derive(Clone, Copy)]
enum Before {
    Nothing,
    Member,
    /// Optional members alone.
    Perhaps,
}

struct Pieces<'c> {
    catalog: &'c Catalog,
    done: Vec<TokenStream>,
    /// What has been put together of the next piece.
    text: String,
    /// Whether its first comma depends on what stands before it.
    follows: bool,
    /// How many bytes all texts take.
    length: usize,
}

impl<'c> Pieces<'c> {
    fn new(catalog: &'c Catalog) -> Self {
        Self { catalog, done: Vec::new(), text: String::new(), follows: false, length: 0 }
    }

    fn object(&mut self, body: &Body) {
        self.text.push('{');
        let mut before = Before::Nothing;
        for member in &body.members {
            before = self.member(member, before);
        }
        self.text.push('}');
    }

    fn member(&mut self, member: &Member, before: Before) -> Before {
        match &member.role {
            Role::Constant(constant) if member.required => self.constant(member, before, &constant.to_string()),
            Role::Other(ty) if member.required => self.constant(member, before, &least(self.catalog, ty, 0)),
            Role::Slot(Slot::Type) if member.required => self.constant(member, before, "\"about:blank\""),
            // Nobody sets them.
            Role::Constant(_) | Role::Other(_) | Role::Slot(Slot::Type) => before,
            // What is sent always has them.
            Role::Slot(Slot::Message) => self.quoted(member, before, &Slot::Message),
            Role::Slot(Slot::Status) => self.value(member, before, &Slot::Status),
            Role::Slot(slot) if !member.required => self.optional(member, before, slot),
            Role::Slot(slot) if self.is_text(slot) => self.quoted(member, before, slot),
            Role::Slot(slot) => self.value(member, before, slot),
            Role::Object(body) if member.required => {
                self.key(member, before);
                self.object(body);
                Before::Member
            }
            Role::List(body) if member.required => {
                self.key(member, before);
                self.list(body);
                Before::Member
            }
            Role::Object(body) => self.group(member, before, |group| group.object(body)),
            Role::List(body) => self.group(member, before, |group| group.list(body)),
        }
    }

    fn list(&mut self, body: &Body) {
        self.text.push('[');
        self.object(body);
        self.text.push(']');
    }

    /// Whether a slot that is required is always written as a string.
    fn is_text(&self, slot: &Slot) -> bool {
        match slot {
            Slot::Code => {
                let is_integer = |code: &Code| matches!(code.wire, Wire::Integer(_));
                !are_open_integers(self.catalog) && !self.catalog.codes.iter().any(is_integer)
            }
            Slot::RequestId | Slot::Title | Slot::Timestamp(TimeFormat::Rfc3339) => true,
            _ => false,
        }
    }

    fn constant(&mut self, member: &Member, before: Before, json: &str) -> Before {
        self.key(member, before);
        self.text.push_str(json);
        Before::Member
    }

    fn quoted(&mut self, member: &Member, before: Before, it: &Slot) -> Before {
        self.key(member, before);
        self.text.push('"');
        let text = self.text_before();
        self.done.push(match it {
            Slot::Code if self.codes_are_plain() => quote!(code(#text)),
            Slot::Message => quote!(message(#text)),
            other => {
                let slot = slot(other);
                quote!(quoted(#text, &v1::Slot::#slot))
            }
        });
        self.text.push('"');
        Before::Member
    }

    fn codes_are_plain(&self) -> bool {
        let is_plain = |text: &str| json_text(text).len() == text.len() + 2;
        self.catalog.codes.iter().all(|code| is_plain(&code.wire.to_string()))
    }

    fn value(&mut self, member: &Member, before: Before, it: &Slot) -> Before {
        let (slot, presence) = (slot(it), presence(member));
        self.key(member, before);
        let text = self.text_before();
        self.done.push(quote!(value(#text, &v1::Slot::#slot, #presence)));
        Before::Member
    }

    fn optional(&mut self, member: &Member, before: Before, it: &Slot) -> Before {
        let (text, slot) = (self.following(member), slot(it));
        self.flush();
        self.done.push(quote!(optional(#text, &v1::Slot::#slot)));
        before.perhaps()
    }

    fn group(&mut self, member: &Member, before: Before, write: impl FnOnce(&mut Self)) -> Before {
        let text = self.following(member);
        let mut group = Pieces::new(self.catalog);
        write(&mut group);
        let (told, length) = group.finish();
        self.length += length;
        self.flush();
        self.done.push(quote!(group(#text, |to| #told)));
        before.perhaps()
    }

    fn key(&mut self, member: &Member, before: Before) {
        match before {
            Before::Nothing => {}
            Before::Member => self.text.push(','),
            Before::Perhaps => {
                self.flush();
                self.text.push(',');
                self.follows = true;
            }
        }
        self.text.push_str(&json_text(&member.wire));
        self.text.push(':');
    }

    /// The text that belongs to the value behind it; one whose comma depends on what stands before it is a piece of its own.
    fn text_before(&mut self) -> String {
        if self.follows {
            self.flush();
        }
        self.length += self.text.len();
        std::mem::take(&mut self.text)
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        self.length += text.len();
        match (text.is_empty(), std::mem::take(&mut self.follows)) {
            (true, _) => {}
            (false, true) => self.done.push(quote!(next(#text))),
            (false, false) => self.done.push(quote!(text(#text))),
        }
    }

    /// The key of a member that may be absent, behind its comma.
    fn following(&mut self, member: &Member) -> Literal {
        let text = format!(",{}:", json_text(&member.wire));
        self.length += text.len();
        Literal::string(&text)
    }

    fn finish(mut self) -> (TokenStream, usize) {
        self.flush();
        let pieces = self.done;
        (quote!(to #(.#pieces)*), self.length)
    }
}

impl Before {
    /// Behind something that may be absent.
    fn perhaps(self) -> Self {
        if let Self::Member = self { self } else { Self::Perhaps }
    }
}
