//! The name of the module that a spec becomes.

use std::path::Path;

use heck::ToSnakeCase;

use crate::problem::Problem;

/// The file's name without its ending, in `snake_case`. Where that is no name for a module, because it begins with a
/// digit or is a keyword, it gets `api_` in front. Letters beyond ASCII are refused: what they become in the name of a
/// file depends on the system.
pub(crate) fn of_file(spec: &Path) -> Result<String, Problem> {
    let stem = spec.file_stem().and_then(|it| it.to_str()).unwrap_or_default();
    let name = stem.to_snake_case();
    if name.is_empty() || !name.is_ascii() {
        Err(Problem::NoModuleName(spec.to_owned()))
    } else if is_identifier(&name) {
        Ok(name)
    } else {
        Ok(format!("api_{name}"))
    }
}

/// A name that somebody chose, if a module can have it.
pub(crate) fn checked(name: &str) -> Result<String, Problem> {
    if is_identifier(name) { Ok(name.to_owned()) } else { Err(Problem::BadModuleName(name.to_owned())) }
}

/// Whether text is an identifier of ASCII letters, so that it names a file everywhere too.
pub(crate) fn is_identifier(name: &str) -> bool {
    name.is_ascii() && !name.starts_with("r#") && syn::parse_str::<syn::Ident>(name).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_give_names() {
        for (file, name) in [
            ("spec/refcampaign.yaml", "refcampaign"),
            ("MyApi.v2.json", "my_api_v2"),
            ("2checkout.yaml", "api_2checkout"),
            ("match.yaml", "api_match"),
            ("self.yml", "api_self"),
            ("openapi", "openapi"),
        ] {
            assert_eq!(of_file(Path::new(file)).ok().as_deref(), Some(name), "{file}");
        }
        for file in ["", "/", "….yaml", "---.yaml", "naïve.yaml", "規格.yaml"] {
            assert!(of_file(Path::new(file)).is_err(), "{file}");
        }
    }

    #[test]
    fn chosen_names_are_checked() {
        assert!(checked("errors_v2").is_ok());
        for name in ["", "../up", "a-b", "type", "r#type", "_", "a b", "été"] {
            assert!(checked(name).is_err(), "{name}");
        }
    }
}
