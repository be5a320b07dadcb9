//! `errbook lock` and `errbook check`, in repositories that follow the guide (docs/lock.md).

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const BEFORE: &str = include_str!("lock/before.yaml");
const AFTER: &str = include_str!("lock/after.yaml");

const SETTINGS: &str = "[[api]]\nname = 'shop'\nspec = 'api/openapi.yaml'\n";

/// A folder of its own.
struct Folder(tempfile::TempDir);

impl Folder {
    fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().expect("the system has a folder for temporary files"));
        for (name, text) in files {
            folder.write(name, text);
        }
        folder
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("the folder is ours");
        fs::write(path, text).expect("the folder is ours");
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).expect("it is there")
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Output {
        let mut command = Command::new(program);
        command.current_dir(self.0.path()).args(arguments).env("NO_COLOR", "1").env_remove("CLICOLOR_FORCE");
        command.env("GIT_CONFIG_GLOBAL", "").env("GIT_CONFIG_NOSYSTEM", "1");
        for (name, value) in [("NAME", "Ada"), ("EMAIL", "ada@example.com")] {
            command.env(format!("GIT_AUTHOR_{name}"), value).env(format!("GIT_COMMITTER_{name}"), value);
        }
        command.output().expect("the program is there")
    }

    /// What the command says on stdout and stderr, and how it ends.
    fn errbook(&self, arguments: &[&str]) -> (Option<i32>, String, String) {
        let output = self.run(env!("CARGO_BIN_EXE_errbook"), arguments);
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    }

    #[track_caller]
    fn printed(&self, arguments: &[&str]) -> String {
        let (status, printed, said) = self.errbook(arguments);
        assert_eq!(status, Some(0), "{arguments:?}: {printed}{said}");
        printed
    }

    #[track_caller]
    fn git(&self, arguments: &[&str]) -> String {
        let output = self.run("git", arguments);
        assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
        text(&output.stdout)
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("all output is UTF-8")
}

#[track_caller]
fn assert_golden(found: &str, name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lock").join(name);
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, found).expect("the folder is ours");
    }
    let golden = fs::read_to_string(&path).expect("BLESS=1 writes it");
    assert_eq!(found, golden, "{name} is not what is written; BLESS=1 writes it anew");
}

#[test]
fn a_change_of_the_contract_is_seen_judged_accepted_and_reviewed() {
    let repository = Folder::with(&[("errbook.toml", SETTINGS), ("api/openapi.yaml", BEFORE)]);
    let (status, _, said) = repository.errbook(&["check"]);
    assert_eq!((status, said.as_str()), (Some(1), "shop is not in errbook.lock: run `errbook lock`\n"));
    assert_eq!(repository.printed(&["lock"]), "shop: locked, with 3 codes\n");
    assert_eq!(repository.printed(&["check"]), "");
    repository.git(&["init", "--quiet", "--initial-branch", "main"]);
    repository.git(&["add", "."]);
    repository.git(&["commit", "--quiet", "--message", "Publish"]);

    // What has nothing to do with errors is no change of the contract.
    repository.write("api/openapi.yaml", &BEFORE.replace("title: Shop", "title: Shop, description: Orders"));
    assert_eq!(repository.printed(&["check"]), "");

    repository.write("api/openapi.yaml", AFTER);
    let (status, changes, said) = repository.errbook(&["check"]);
    assert_eq!(status, Some(1), "{changes}{said}");
    assert_golden(&changes, "check.txt");
    assert_eq!(said, "errbook.lock is stale: if that is meant, run `errbook lock` and commit what it writes\n");

    let accepted = repository.printed(&["lock"]);
    assert_eq!(accepted, changes, "what is accepted is what was found");
    assert_eq!(repository.printed(&["check"]), "");
    assert_eq!(repository.printed(&["lock"]), "shop: nothing changed\n");
    let review = repository.git(&["diff", "--no-color", "--no-ext-diff", "--", "errbook.lock"]);
    // The names of git's blobs say nothing.
    let review: String = review.split_inclusive('\n').filter(|line| !line.starts_with("index ")).collect();
    assert_golden(&review, "review.diff");

    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/lock.md");
    let guide = fs::read_to_string(guide).expect("the guide is there");
    let codes = review.split("\n@@ ").nth(2).expect("codes changed");
    assert!(guide.contains(&changes) && guide.contains(codes), "docs/lock.md shows something else");
}

#[test]
fn two_branches_that_changed_it_are_told_how_to_go_on() {
    let repository = Folder::with(&[("errbook.toml", SETTINGS), ("api/openapi.yaml", BEFORE)]);
    repository.printed(&["lock"]);
    let locked = repository.text("errbook.lock");
    repository.write("errbook.lock", &locked.replace("title = ", "<<<<<<< HEAD\ntitle = "));
    for arguments in [["check"], ["lock"]] {
        let (status, _, said) = repository.errbook(&arguments);
        assert_eq!(status, Some(2), "{said}");
        assert!(
            said.contains("errbook.lock:9:1") && said.contains("take either side, then run `errbook lock`"),
            "{said}"
        );
    }
    // Either side, and then it is mended.
    repository.write("api/openapi.yaml", AFTER);
    repository.write("errbook.lock", &locked);
    repository.printed(&["lock"]);
    assert_eq!(repository.printed(&["check"]), "");
}

#[test]
fn names_that_were_published_stay() {
    let repository = Folder::with(&[("errbook.toml", SETTINGS), ("api/openapi.yaml", BEFORE)]);
    repository.printed(&["lock"]);
    let named = BEFORE.replace("enum: [ORDER_LOCKED]", "enum: [ORDER_LOCKED], x-enum-varnames: [Busy]");
    repository.write("api/openapi.yaml", &named);
    assert!(repository.printed(&["explain", "shop", "ORDER_LOCKED"]).contains("OrderLocked"));
    assert!(repository.printed(&["generate", "shop"]).contains("OrderLocked,"));
    assert_eq!(repository.printed(&["check"]), "");
    // A name that is said is another one, and somebody has to accept it.
    repository.write("errbook.toml", &format!("{SETTINGS}rename = {{ ORDER_LOCKED = 'Busy' }}\n"));
    assert!(repository.printed(&["explain", "shop", "ORDER_LOCKED"]).contains("Busy"));
    let (status, changes, _) = repository.errbook(&["check"]);
    assert_eq!(status, Some(1));
    assert!(changes.contains("variant-renamed"), "{changes}");
}

#[test]
fn other_sections_are_kept() {
    let folder = Folder::with(&[("shop.yaml", BEFORE), ("cellar.yaml", AFTER), ("old/shop.yaml", BEFORE)]);
    folder.printed(&["lock", "shop.yaml"]);
    let shop = folder.text("errbook.lock");
    assert_eq!(folder.printed(&["lock", "cellar.yaml"]), "cellar: locked, with 4 codes\n");
    assert!(folder.text("errbook.lock").starts_with(&shop));
    assert_eq!(folder.printed(&["check", "shop.yaml", "./cellar.yaml"]), "");
    let both = folder.text("errbook.lock");
    let (status, _, said) = folder.errbook(&["lock", "old/shop.yaml"]);
    assert_eq!(status, Some(2));
    assert!(said.contains("by the name `shop`"), "{said}");
    // All or nothing.
    folder.write("shop.yaml", AFTER);
    assert_eq!(folder.errbook(&["lock", "shop.yaml", "nowhere.yaml"]).0, Some(2));
    assert_eq!(folder.text("errbook.lock"), both);
    let (status, _, said) = folder.errbook(&["lock"]);
    assert_eq!((status, said.as_str()), (Some(2), "error: name a spec, or the APIs in errbook.toml\n"));
}

#[test]
fn generated_code_that_is_checked_in_is_checked() {
    let settings = format!("{SETTINGS}generated = 'src/errors.rs'\n");
    let repository = Folder::with(&[("errbook.toml", &settings), ("api/openapi.yaml", BEFORE)]);
    repository.printed(&["lock"]);
    repository.printed(&["generate", "shop", "-o", "src/errors.rs"]);
    assert_eq!(repository.printed(&["check"]), "");
    assert_eq!(repository.printed(&["check", "shop", "--generated", "src/errors.rs"]), "");
    repository.printed(&["generate", "shop", "--client-only", "-o", "src/client.rs"]);
    let client = ["check", "shop", "--generated", "src/client.rs"];
    assert_eq!(repository.errbook(&client).0, Some(1));
    assert_eq!(repository.printed(&[&client[..], &["--client-only"]].concat()), "");
    repository.write("src/errors.rs", "// edited\n");
    let (status, _, said) = repository.errbook(&["check"]);
    assert_eq!(status, Some(1));
    assert!(said.contains("src/errors.rs is stale"), "{said}");
}

#[test]
fn what_is_sent_undocumented_is_listed() {
    let source = "mod nested {
    #[derive(errbook::ApiError)]
    #[errbook(api = crate::shop, operation = \"getOrder\", skip(axum))]
    enum Failure {
        #[errbook(code = ORDER_LOCKED)]
        Locked,
        #[errbook(code = \"ORDER_SENT\", undocumented = \"the spec of 2.0 has it\", message = format!(\"{}\", 1))]
        Sent,
        #[errbook(status = 418, expose, undocumented = \"a joke\")]
        Teapot,
    }
}
";
    let folder = Folder::with(&[("shop.yaml", BEFORE), ("src/a/b.rs", source), ("src/broken.rs", "undocumented {")]);
    folder.printed(&["lock", "shop.yaml"]);
    let (status, printed, said) = folder.errbook(&["check", "shop.yaml"]);
    assert_eq!(status, Some(0));
    let expected = "src/a/b.rs:7: ORDER_SENT is sent undocumented: the spec of 2.0 has it\n\
                    src/a/b.rs:9: 418 is sent undocumented: a joke\n";
    assert_eq!(printed, expected);
    assert!(said.contains("src/broken.rs is no Rust"), "{said}");
}
