//! Colours are for terminals, and for whoever asks for them.

use std::process::Output;

use crate::project::{Project, SPEC, stderr, stdout};

/// A table, a report on stderr, a report as the result, a stale file, wrong usage, help.
const ALL: [&[&str]; 6] = [
    &["list", "openapi.yaml"],
    &["list", "nowhere.yaml"],
    &["lint", "nowhere.yaml"],
    &["generate", "openapi.yaml", "-o", "errors.rs", "--check"],
    &["lsit"],
    &["--help"],
];

fn run(project: &Project, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    let mut command = project.command();
    command.args(arguments).envs(variables.iter().copied()).output().expect("the command can be run")
}

fn is_coloured(output: &Output) -> bool {
    stdout(output).contains('\u{1b}') || stderr(output).contains('\u{1b}')
}

#[test]
fn pipes_get_none_unless_they_are_asked_for() {
    let project = Project::new();
    for arguments in ALL {
        let plain = run(&project, arguments, &[]);
        assert!(!is_coloured(&plain), "{arguments:?}");
        let coloured = run(&project, arguments, &[("CLICOLOR_FORCE", "1")]);
        assert!(is_coloured(&coloured), "{arguments:?}");
        assert!(
            !is_coloured(&run(&project, arguments, &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")])),
            "{arguments:?}"
        );
        // Colours are all that they add.
        let without = |text: String| anstream::adapter::strip_str(&text).to_string();
        assert_eq!(without(stdout(&coloured)), stdout(&plain));
        assert_eq!(without(stderr(&coloured)), stderr(&plain));
    }
}

#[test]
fn what_programs_read_never_has_any() {
    let project = Project::new();
    for arguments in [
        &["list", "openapi.yaml", "--format", "json"][..],
        &["lint", "nowhere.yaml", "--format", "sarif"],
        &["lint", "nowhere.yaml", "--format", "github"],
        &["list", "nowhere.yaml", "--report", "json"],
        &["generate", "openapi.yaml"],
        &["completions", "bash"],
    ] {
        assert!(!is_coloured(&run(&project, arguments, &[("CLICOLOR_FORCE", "1")])), "{arguments:?}");
    }
}

/// `script` runs a command on a terminal of its own; where it is missing, nothing can be said.
#[test]
#[cfg(target_os = "linux")]
fn terminals_get_colours_and_a_progress_bar() {
    let project = Project::new();
    project.write("odd.yaml", &SPEC.replace("[ORDER_NOT_FOUND", "[ORDER_NOT_FOUND, ORDER_NOT_FOUND"));
    let on_terminal = |line: &str, variable: (&str, &str)| {
        let mut script = project.program("script");
        let output = script.args(["-qec", line, "/dev/null"]).env("TERM", "xterm").env(variable.0, variable.1).output();
        output.ok().map(|output| stdout(&output))
    };
    let lint = "errbook lint openapi.yaml odd.yaml";
    let Some(shown) = on_terminal(lint, ("ANY", "1")) else { return };
    assert!(shown.contains("\u{1b}[1m") && shown.contains("duplicate-code"), "{shown}");
    assert!(shown.contains("reading specs") && shown.contains("/2"), "{shown}");
    let shown = on_terminal(lint, ("NO_COLOR", "1")).unwrap_or_default();
    assert!(!shown.contains("\u{1b}[1m") && shown.contains("duplicate-code"), "{shown}");
    let shown = on_terminal("errbook lint odd.yaml", ("ANY", "1")).unwrap_or_default();
    assert!(!shown.contains("reading specs") && shown.contains("duplicate-code"), "{shown}");
}
