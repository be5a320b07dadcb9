//! What shells complete by.

use crate::project::{Project, fine, stdout};

#[test]
fn each_shell_is_told_every_verb() {
    let project = Project::empty();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = fine(&project.errbook(&["completions", shell]));
        for word in ["discover", "generate", "init", "overlay-template", "depfile"] {
            assert!(script.contains(word), "{shell} does not know {word}");
        }
    }
}

#[test]
#[cfg(unix)]
fn bash_completes_verbs_options_and_values() {
    let project = Project::empty();
    fine(&project.shell("errbook completions bash > complete.bash"));
    for (words, completed) in [
        ("errbook gen", "generate"),
        ("errbook list --for", "--format"),
        ("errbook list --format j", "json"),
        ("errbook completions po", "powershell"),
    ] {
        let words: Vec<&str> = words.split(' ').collect();
        let (last, before) = (words[words.len() - 1], words[words.len() - 2]);
        let script = format!(
            ". ./complete.bash; COMP_WORDS=({}); COMP_CWORD={}; _errbook errbook '{last}' '{before}'; echo \"${{COMPREPLY[*]}}\"",
            words.join(" "),
            words.len() - 1
        );
        // A system without bash has nobody to complete for.
        let Ok(output) = project.program("bash").args(["-c", &script]).output() else { return };
        assert_eq!(stdout(&output).trim(), completed, "{words:?}");
    }
}
