//! What `errbook.toml` beside Cargo.toml says of a spec, which the attribute of a derive need not say again and may not
//! contradict.

use std::path::{Path, PathBuf};

use errbook_spec::{ApiSettings, SETTINGS_FILE, Settings};
use syn::LitStr;

use super::Origin;
use crate::errors::Errors;

/// What the file says of the spec of an attribute.
#[derive(Default)]
pub(super) struct Said {
    /// The file, if there is one: what depends on it is built again when it changes.
    pub(super) file: Option<PathBuf>,
    /// The API whose spec it is, if it is that of one.
    pub(super) api: Option<ApiSettings>,
}

/// Asks the file in the folder of Cargo.toml. Notes what is wrong with it, and where it contradicts the attribute: there
/// is no answer then.
pub(super) fn of(origin: &Origin, folder: &Path, errors: &mut Errors) -> Option<Said> {
    let file = folder.join(SETTINGS_FILE);
    if !file.is_file() {
        return Some(Said::default());
    }
    let settings = match Settings::read(&super::read::from_here(&file)) {
        Ok(settings) => settings,
        Err(report) => {
            errors.push(origin.spec.span(), format_args!("{SETTINGS_FILE} is not understood\n\n{report}"));
            return None;
        }
    };
    let of_spec: Vec<ApiSettings> =
        settings.apis_of(&folder.join(origin.spec.value())).cloned().map(anywhere).collect();
    let agreeing = of_spec.iter().find(|api| contradiction(origin, folder, api).is_none());
    // Where several APIs have one spec, the attribute tells which of them it is.
    let api = match (agreeing, of_spec.first()) {
        (None, Some(api)) => {
            if let Some((at, message)) = contradiction(origin, folder, api) {
                errors.push(at.span(), message);
            }
            return None;
        }
        (agreeing, _) => agreeing.cloned(),
    };
    Some(Said { file: Some(file), api })
}

/// The same with paths that count from nowhere.
fn anywhere(mut api: ApiSettings) -> ApiSettings {
    let paths = std::iter::once(&mut api.spec).chain(&mut api.overlays).chain(&mut api.root).chain(&mut api.generated);
    for path in paths {
        *path = std::path::absolute(&*path).unwrap_or_else(|_| path.clone());
    }
    api
}

/// The attribute that says something else than the file, and what both say.
fn contradiction<'o>(origin: &'o Origin, folder: &Path, api: &ApiSettings) -> Option<(&'o LitStr, String)> {
    let at: Vec<String> = origin.at.iter().map(LitStr::value).collect();
    let overlays: Vec<PathBuf> = origin.overlays.iter().map(|overlay| folder.join(overlay.value())).collect();
    let written = |path: &PathBuf| path.strip_prefix(folder).unwrap_or(path).display().to_string();
    if let Some(first) = origin.at.first().filter(|_| !api.code_at.is_empty() && at != api.code_at) {
        let (said, elsewhere) = (at.join("`, `"), api.code_at.join("`, `"));
        return Some((first, message("at", &said, "code-at", &elsewhere, &api.name)));
    }
    let first = origin.overlays.first().filter(|_| !api.overlays.is_empty() && overlays != api.overlays)?;
    let list = |paths: &[PathBuf]| paths.iter().map(written).collect::<Vec<_>>().join("`, `");
    Some((first, message("overlay", &list(&overlays), "overlays", &list(&api.overlays), &api.name)))
}

fn message(key: &str, said: &str, other: &str, elsewhere: &str, api: &str) -> String {
    format!(
        "`{key}` is `{said}` here, but {SETTINGS_FILE} says `{elsewhere}` by `{other}` of the API `{api}`: remove one of them, \
         or let them say the same"
    )
}

#[cfg(test)]
mod tests {
    use proc_macro2::Span;

    use super::*;

    fn origin(at: &[&str], overlays: &[&str]) -> Origin {
        let texts = |texts: &[&str]| texts.iter().map(|text| LitStr::new(text, Span::call_site())).collect();
        Origin { spec: LitStr::new("shop.yaml", Span::call_site()), at: texts(at), overlays: texts(overlays) }
    }

    /// What is said of an attribute beside `errbook.toml` in a folder with a spec.
    fn said(text: &str, origin: &Origin) -> (Option<ApiSettings>, String) {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let write =
            |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("the folder is ours");
        write("shop.yaml", "openapi: 3.0.3\n");
        write(SETTINGS_FILE, text);
        let mut errors = Errors::default();
        let said = of(origin, folder.path(), &mut errors);
        let api = said.and_then(|said| said.api).map(|mut api| {
            api.overlays
                .iter_mut()
                .for_each(|path| *path = path.strip_prefix(folder.path()).unwrap_or(path).to_owned());
            api
        });
        (api, errors.into_tokens().unwrap_or_default().to_string())
    }

    const SHOP: &str =
        "[[api]]\nname = 'shop'\nspec = 'shop.yaml'\ncode-at = ['error.code']\noverlays = ['more.yaml']\n";

    #[test]
    fn what_the_attribute_leaves_out_is_said_by_the_file() {
        for same in [origin(&[], &[]), origin(&["error.code"], &[]), origin(&["error.code"], &["more.yaml"])] {
            let (api, errors) = said(SHOP, &same);
            let api = api.unwrap_or_else(|| unreachable!("{errors}"));
            assert_eq!((api.code_at, api.overlays), (vec!["error.code".to_owned()], vec![PathBuf::from("more.yaml")]));
        }
        assert_eq!(said(&SHOP.replace("shop.yaml", "other.yaml"), &origin(&["code"], &[])).0, None);
    }

    #[test]
    fn what_the_two_say_otherwise_is_an_error_that_names_both() {
        for (origin, words) in [
            (origin(&["code"], &[]), ["`at` is `code` here", "`error.code` by `code-at` of the API `shop`"]),
            (
                origin(&[], &["less.yaml"]),
                ["`overlay` is `less.yaml` here", "`more.yaml` by `overlays` of the API `shop`"],
            ),
        ] {
            let (api, errors) = said(SHOP, &origin);
            assert_eq!(api, None);
            assert!(words.iter().all(|word| errors.contains(word)), "{errors}");
        }
    }

    #[test]
    fn an_attribute_tells_which_of_several_is_meant() {
        let two = format!("{SHOP}{}", SHOP.replace("'shop'", "'legacy'").replace("error.code", "code"));
        let (api, errors) = said(&two, &origin(&["code"], &[]));
        assert_eq!(api.map(|api| api.name).as_deref(), Some("legacy"), "{errors}");
    }

    #[test]
    fn a_broken_file_is_told() {
        let (api, errors) = said("[[api]]\nnane = 'shop'\n", &origin(&[], &[]));
        assert_eq!(api, None);
        assert!(errors.contains("did you mean `name`?"), "{errors}");
    }
}
