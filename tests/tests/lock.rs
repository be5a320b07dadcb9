//! `errbook.lock`: it brings back all that is generated, names that stand in it stay, and it loses against a spec.

use std::fs;
use std::path::{Path, PathBuf};

use errbook_contract::compare;
use errbook_spec::{Catalog, Lock, Options, Section, read_text};

/// A spec with these codes.
fn shop(codes: &str) -> String {
    format!(
        "openapi: 3.0.3
info: {{title: Shop, version: '1'}}
paths:
  /orders:
    get:
      operationId: listOrders
      responses:
        '404':
          description: There is no such order
          content:
            application/json:
              schema:
                type: object
                required: [code]
                properties: {{code: {{type: string, enum: [{codes}]}}, message: {{type: string}}}}
"
    )
}

fn catalog(codes: &str) -> Catalog {
    read_text("openapi.yaml", &shop(codes), &Options::default()).expect("it is a spec").catalog().clone()
}

fn locked(codes: &str) -> String {
    let mut lock = Lock::new("errbook.lock");
    lock.record("shop", "openapi.yaml".as_ref(), &catalog(codes));
    lock.text()
}

/// Our own specs, and published ones where they are at hand.
fn specs() -> Vec<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [here.join("specs"), here.join("../spec/apis"), here.join("../../shared/corpus")];
    let files = folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten();
    let is_spec = |path: &PathBuf| path.extension().is_some_and(|it| it == "yaml" || it == "json" || it == "yml");
    let mut specs: Vec<PathBuf> = files.map(|entry| entry.path()).filter(is_spec).collect();
    specs.sort();
    specs
}

/// Without the line that names the lock.
fn body(text: &str) -> &str {
    text.split_once('\n').unwrap_or_default().1
}

#[test]
fn what_is_generated_is_the_same_without_the_spec() {
    let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
    let (file, away) = (folder.path().join("errbook.lock"), folder.path().join("away.yaml"));
    let mut compared = 0;
    for spec in specs() {
        let Ok(reading) = errbook_spec::read(&spec, &Options::default()) else { continue };
        let service = errbook_build::configure().name("errors");
        let client = service.clone().client_only();
        let mut configs = [service, client].into_iter();
        let Some((config, generated)) = configs.find_map(|it| it.generate(&spec).ok().map(|made| (it, made))) else {
            continue;
        };
        let mut lock = Lock::new(&file);
        lock.record("errors", &away, reading.catalog());
        fs::write(&file, lock.text()).expect("the folder is ours");
        let read = Lock::read(&file).unwrap_or_else(|report| unreachable!("{}: {report}", spec.display()));
        assert_eq!(read.text(), lock.text(), "{}", spec.display());
        let section = read.section("errors").expect("it was recorded");
        assert!(section.agrees_with(reading.catalog()), "{}", spec.display());
        assert_eq!(compare(reading.catalog(), section.catalog()), [], "{}", spec.display());
        let mut options = Options::default();
        options.pins = Some(section.pins());
        let pinned = errbook_spec::read(&spec, &options).unwrap_or_else(|report| unreachable!("{report}"));
        assert!(pinned.catalog() == reading.catalog(), "{} is called otherwise by its own names", spec.display());

        let without = config.lock(&file).generate(&away).unwrap_or_else(|error| unreachable!("{error}"));
        assert!(without.text().contains("away.yaml") && without.text().contains("as errbook.lock has it"));
        assert!(body(&without.text()) == body(&generated.text()), "{} generates something else", spec.display());
        assert_eq!(without.files(), std::slice::from_ref(&file));
        compared += 1;
    }
    assert!(compared > 20, "{compared} specs were compared");
}

#[test]
fn a_published_name_stays() {
    let lock = locked("no_order, no_customer").replace("name = \"NoOrder\"", "name = \"Orderless\"");
    let lock = Lock::of_text("errbook.lock", &lock).expect("names may be anything");
    let pins = lock.section("shop").expect("it is there").pins();
    let idents = |codes: &str, renames: &[(&str, &str)]| {
        let mut options = Options::default();
        options.pins = Some(std::sync::Arc::clone(&pins));
        options.renames = renames.iter().map(|(code, ident)| ((*code).to_owned(), (*ident).to_owned())).collect();
        let reading = read_text("openapi.yaml", &shop(codes), &options);
        reading.map(|reading| reading.catalog().codes.iter().map(|code| code.ident.clone()).collect::<Vec<_>>())
    };
    assert_eq!(idents("no_order, no_item", &[]).expect("fine"), ["Orderless", "NoItem"]);
    assert_eq!(idents("no_order, no_item", &[("no_order", "Renamed")]).expect("fine"), ["Renamed", "NoItem"]);
    // A new code cannot take the name of a published one.
    let report = idents("NO_CUSTOMER, no_customer", &[]).expect_err("both would be `NoCustomer`").to_string();
    assert!(report.contains("identifier-collision") && report.contains(".rename("), "{report}");
}

#[test]
fn what_is_wrong_with_a_lock_is_told_with_its_line_and_how_to_mend_it() {
    let good = locked("A, B");
    for (from, to, place, said) in [
        ("title = ", "<<<<<<< HEAD\ntitle = ", (9, 1), "take either side, then run `errbook lock`"),
        ("format = 1", "format = 7", (3, 1), "reads 1"),
        ("format = 1", "format = ", (3, 10), "restore it"),
        ("format = 1", "format = \"1\"", (3, 10), "this is text; write a number from 0 to 4294967295"),
        ("title = ", "titel = ", (9, 1), "unknown field `titel`; did you mean `title`?"),
        ("title = \"Shop\"", "title = 5", (9, 9), "`shop`: this is a number; write text"),
        ("name = \"shop\"", "name = \"\"", (6, 8), "called nothing"),
        ("name = \"B\"", "name = \"A\"", (24, 8), "`A` names two things"),
        ("name = \"B\"", "name = \"fn\"", (24, 8), "`fn` is no name in Rust"),
        ("code = \"B\"", "code = \"A\"", (23, 8), "two codes are called `A`"),
        ("code = \"B\"", "code = \"C\"", (44, 3), "there is no code `B`"),
        ("status = 404", "status = 4040", (18, 10), "4040 is no status"),
        ("status = 404", "status = 70000", (18, 10), "this is a number; write a number from 0 to 65535"),
        ("status-by = \"response\"", "status-by = \"guess\"", (19, 13), "no status is known by `guess`"),
        ("slot = \"code\"", "slot = \"coed\"", (57, 26), "there is no slot `coed`"),
        ("slot = \"code\"", "always = \"{\"", (57, 28), "`{` is no JSON"),
        ("slot = \"code\"", "type = \"[Nothing]\"", (57, 26), "there is no type `[Nothing]`"),
    ] {
        assert!(good.contains(from), "{from} is not in {good}");
        let report = Lock::of_text("errbook.lock", &good.replacen(from, to, 1)).expect_err(said);
        let text = report.to_string();
        assert!(text.contains(said) && text.contains("invalid-lock"), "{said}: {text}");
        let found = &report.findings()[0];
        assert_eq!((found.line, found.column), (Some(place.0), Some(place.1)), "{said}: {text}");
    }
    let deep = format!("type = \"{}{}\"", "[".repeat(100_000), "]".repeat(100_000));
    assert!(Lock::of_text("errbook.lock", &good.replacen("slot = \"code\"", &deep, 1)).is_err());
    let deep = format!("object = {}{}", "[{object = ".repeat(1_000), "[] }]".repeat(1_000));
    assert!(Lock::of_text("errbook.lock", &good.replacen("slot = \"code\"", &deep, 1)).is_err());
    assert!(Lock::of_text("errbook.lock", "").is_err());
}

#[test]
fn any_text_comes_back() {
    for text in [
        "Title\n=======\n\n  it's \"quoted\"\n",
        "<<<<<<< HEAD\n>>>>>>> main",
        "\"\"\"\n\"\"\"\"\n\\\n\\u0041",
        "\n\n \t\r\n\r\u{0}\u{7f}\u{85}\u{202e}\u{feff}💥\n",
        "'''",
        "",
    ] {
        let mut catalog = catalog("A, B");
        catalog.codes[0].description = Some(text.to_owned());
        catalog.codes[1].cause = Some(text.to_owned());
        catalog.operations[0].responses[0].description = text.to_owned();
        let mut lock = Lock::new("errbook.lock");
        lock.record("shop", "openapi.yaml".as_ref(), &catalog);
        let read = Lock::of_text("errbook.lock", &lock.text()).unwrap_or_else(|report| unreachable!("{report}"));
        let restored = read.section("shop").expect("it was recorded").catalog();
        let texts = [&restored.codes[0].description, &restored.codes[1].cause];
        assert_eq!(texts.map(|it| it.as_deref()), [Some(text); 2], "{}", lock.text());
        assert_eq!(restored.operations[0].responses[0].description, text);
        assert!(!lock.text().contains('\u{202e}'), "text that is turned around");
    }
}

#[test]
fn sections_keep_to_themselves() {
    let mut lock = Lock::of_text("errbook.lock", &locked("A, B")).expect("it was written");
    lock.record("cellar", "cellar/openapi.yaml".as_ref(), &catalog("C, D"));
    let shop = locked("A, B");
    assert!(lock.text().starts_with(&shop), "{}", lock.text());
    lock.record("shop", "openapi.yaml".as_ref(), &catalog("A, B, E"));
    let names: Vec<&str> = lock.sections().iter().map(Section::name).collect();
    assert_eq!(names, ["shop", "cellar"]);
    let of = |spec: &str| lock.section_of(None, spec.as_ref(), &[]).map(Section::name);
    assert_eq!(of("./cellar/../cellar/openapi.yaml"), Some("cellar"));
    assert_eq!(of("other.yaml"), None);
}

#[test]
fn it_is_made_for_review() {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/apis/trackagoat.yaml");
    let reading = errbook_spec::read(&spec, &Options::default()).expect("it is a spec");
    let mut lock = Lock::new("errbook.lock");
    lock.record("trackagoat", "trackagoat.yaml".as_ref(), reading.catalog());
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lock/trackagoat.lock");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&golden, lock.text()).expect("the folder is ours");
    }
    assert_eq!(lock.text(), fs::read_to_string(&golden).expect("BLESS=1 writes it"), "BLESS=1 writes it anew");
}

#[test]
fn limits_of_plans_come_back_however_large_they_are() {
    let plans = format!("x-rate-limit-plans: [{{plan: Large, per-minute: 60, per-day: {}}}]\n", i64::MAX);
    let spec = format!("{}{plans}", shop("A, B"));
    let reading = read_text("openapi.yaml", &spec, &Options::default()).expect("it is a spec");
    let mut lock = Lock::new("errbook.lock");
    lock.record("shop", "openapi.yaml".as_ref(), reading.catalog());
    let read = Lock::of_text("errbook.lock", &lock.text()).expect("it was just written");
    assert_eq!(read.section("shop").expect("it was recorded").catalog().plans, reading.catalog().plans);
    // What TOML has no number for is written by its digits.
    let large = lock.text().replace("per-minute = 60", "per-minute = \"18446744073709551615\"");
    let read = Lock::of_text("errbook.lock", &large).expect("it is a number");
    let shop = read.section("shop").expect("it was recorded");
    assert_eq!(shop.catalog().plans[0].per_minute, Some(u64::MAX));
    let mut again = Lock::new("errbook.lock");
    again.record("shop", "openapi.yaml".as_ref(), shop.catalog());
    assert_eq!(again.text(), large);
    for wrong in ["-1", "\"18446744073709551616\"", "\"many\""] {
        let text = lock.text().replace("per-minute = 60", &format!("per-minute = {wrong}"));
        let report = Lock::of_text("errbook.lock", &text).expect_err(wrong).to_string();
        assert!(report.contains("`Large`") && report.contains("it is no number"), "{report}");
    }
}
