//! Files in folders of their own: what is read, and what is refused.

use super::*;

#[test]
fn the_fingerprint_depends_on_the_text_alone() -> Result<(), Problem> {
    let limits = Limits::default();
    let unix = Files::from_text("a.yaml", "openapi: 3.0.3\n", &limits)?.fingerprint(&|_| true);
    assert_eq!(Files::from_text("b.yaml", "\u{feff}openapi: 3.0.3\r\n", &limits)?.fingerprint(&|_| true), unix);
    assert_ne!(Files::from_text("a.yaml", "openapi: 3.0.4\n", &limits)?.fingerprint(&|_| true), unix);
    Ok(())
}

/// A folder with a spec in `api`, a file beside it and one outside.
fn folder() -> std::io::Result<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    std::fs::create_dir_all(folder.path().join("api/errors"))?;
    for (name, text) in
        [("api/openapi.yaml", "openapi: 3.0.3\n"), ("api/errors/a b.yaml", "a: 1\n"), ("secret.yaml", "b: 2\n")]
    {
        std::fs::write(folder.path().join(name), text)?;
    }
    Ok(folder)
}

#[test]
fn files_are_read_once_and_named_as_the_spec_is() -> std::io::Result<()> {
    let folder = folder()?;
    let spec = folder.path().join("api/openapi.yaml");
    let mut files = Files::open(&spec, &Options::default()).expect("the spec is there");
    let other = files.follow(FileId::MAIN, "errors/a%20b.yaml");
    assert_eq!(other, Ok(FileId(1)));
    assert_eq!(files.follow(FileId::MAIN, "./errors/../errors/a b.yaml"), Ok(FileId(1)));
    assert_eq!(files.follow(FileId(1), "../openapi.yaml"), Ok(FileId::MAIN));
    assert!(files.get(FileId(1)).name.ends_with("/api/errors/a b.yaml"));
    assert_eq!(files.read().len(), 2);
    Ok(())
}

#[test]
fn nothing_outside_the_root_is_read() -> std::io::Result<()> {
    let folder = folder()?;
    let spec = folder.path().join("api/openapi.yaml");
    let mut files = Files::open(&spec, &Options::default()).expect("the spec is there");
    let root = slashed(folder.path());
    for reference in ["../secret.yaml", "errors/../../secret.yaml", "..%2Fsecret.yaml", "../no-such-file.yaml"] {
        assert_eq!(files.follow(FileId::MAIN, reference), Err(Problem::Outside(root.clone())), "{reference}");
    }
    for (reference, problem) in [
        ("https://example.com/a.yaml", Problem::Remote),
        ("/etc/hostname", Problem::Absolute),
        ("errors", Problem::Folder),
        ("errors/none.yaml", Problem::Missing(None)),
    ] {
        assert_eq!(files.follow(FileId::MAIN, reference), Err(problem));
    }
    assert_eq!(files.read().len(), 1);
    let mut files = Files::open(&spec, &Options { root: Some(folder.path().to_owned()), ..Options::default() })
        .expect("the spec is there");
    assert_eq!(files.follow(FileId::MAIN, "../secret.yaml"), Ok(FileId(1)));
    Ok(())
}

#[cfg(unix)]
#[test]
fn links_lead_neither_out_nor_astray() -> std::io::Result<()> {
    let folder = folder()?;
    std::os::unix::fs::symlink(folder.path().join("secret.yaml"), folder.path().join("api/link.yaml"))?;
    std::fs::create_dir(folder.path().join("elsewhere"))?;
    let linked = folder.path().join("elsewhere/openapi.yaml");
    std::os::unix::fs::symlink(folder.path().join("api/openapi.yaml"), &linked)?;
    std::fs::write(folder.path().join("elsewhere/beside.yaml"), "a: 1\n")?;

    let mut files = Files::open(&folder.path().join("api/openapi.yaml"), &Options::default()).expect("it is there");
    assert!(matches!(files.follow(FileId::MAIN, "link.yaml"), Err(Problem::Outside(_))));
    // References count from where the spec was named, not from where a link leads.
    let mut files = Files::open(&linked, &Options::default()).expect("it is there");
    assert_eq!(files.follow(FileId::MAIN, "beside.yaml"), Ok(FileId(1)));
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_device_is_no_file() {
    let problem = Files::open(Path::new("/dev/zero"), &Options::default()).err();
    assert_eq!(problem, Some(Problem::NoFile));
}

#[test]
fn files_that_cannot_be_read_say_why() -> std::io::Result<()> {
    let folder = folder()?;
    let file = folder.path().join("x.yaml");
    let problem = |bytes: &[u8], limits: &Limits| {
        std::fs::write(&file, bytes)
            .map(|()| Files::open(&file, &Options { limits: limits.clone(), ..Options::default() }).err())
    };
    let limits = Limits::default();
    assert_eq!(problem(b"a: 1\nb: \xff\n", &limits)?, Some(Problem::NotUtf8(2)));
    assert_eq!(problem(b" \r\n", &limits)?, Some(Problem::Empty));
    assert_eq!(
        problem(b"a: 1\n", &Limits { file_size: 4, ..limits.clone() })?,
        Some(Problem::TooLarge { size: 5, limit: 4 })
    );
    assert_eq!(Files::open(folder.path(), &Options::default()).err(), Some(Problem::Folder));
    assert_eq!(Files::open(&folder.path().join("none.yaml"), &Options::default()).err(), Some(Problem::NoSpec(None)));
    Ok(())
}

#[test]
fn a_slip_in_a_path_is_told_by_what_lies_there() -> std::io::Result<()> {
    let folder = folder()?;
    let named = |path: &str| Files::open(&folder.path().join(path), &Options::default());
    let meant = folder.path().join("api/openapi.yaml").display().to_string();
    assert_eq!(named("api/open-api.yml").err(), Some(Problem::NoSpec(Some(meant))));
    assert_eq!(named("ap/openapi.yaml").err(), Some(Problem::NoSpec(None)));
    let mut files = named("api/openapi.yaml").expect("it is there");
    assert_eq!(files.follow(FileId::MAIN, "./opneapi.yaml"), Err(Problem::Missing(Some("./openapi.yaml".to_owned()))));
    // What lies outside is not told.
    assert!(matches!(files.follow(FileId::MAIN, "../secrets.yaml"), Err(Problem::Outside(_))));
    Ok(())
}

/// Two files that are nowhere on the disk.
#[derive(Debug)]
struct Two;

impl Store for Two {
    fn name(&self, path: &Path) -> String {
        format!("two:{}", path.display())
    }

    fn read(&self, path: &Path, _: u64) -> std::io::Result<Vec<u8>> {
        match path.to_str() {
            Some("openapi.yaml") => Ok(b"openapi: 3.0.3\n".to_vec()),
            Some("errors/codes.yaml") => Ok(b"a: 1\n".to_vec()),
            _ => Err(std::io::ErrorKind::NotFound.into()),
        }
    }
}

#[test]
fn what_a_stored_spec_refers_to_comes_from_the_store() {
    let options = Options { store: Some(Arc::new(Two)), ..Options::default() };
    let mut files = Files::open(Path::new("./openapi.yaml"), &options).expect("the store has it");
    assert_eq!(files.follow(FileId::MAIN, "errors/codes.yaml"), Ok(FileId(1)));
    assert_eq!(files.get(FileId(1)).name, "two:errors/codes.yaml");
    assert_eq!(files.follow(FileId(1), "../openapi.yaml"), Ok(FileId::MAIN));
    assert_eq!(files.follow(FileId::MAIN, "none.yaml"), Err(Problem::Missing(None)));
    assert_eq!(files.follow(FileId::MAIN, "../openapi.yaml"), Err(Problem::Outside("..".to_owned())));
    assert_eq!(Files::open(Path::new("none.yaml"), &options).err(), Some(Problem::NoSpec(None)));
}
