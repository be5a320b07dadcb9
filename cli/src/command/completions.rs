//! `errbook completions`: what a shell completes by.

use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

use crate::Arguments;
use crate::exit::{Failure, Outcome};
use crate::print;

/// Prints a script that lets a shell complete the commands and options of errbook.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Completions {
    /// For which shell.
    shell: Shell,
}

const EXAMPLES: &str = "\
Examples, each for once and all:
  errbook completions bash > ~/.local/share/bash-completion/completions/errbook
  errbook completions zsh > ~/.zfunc/_errbook   # with `fpath+=~/.zfunc` before `compinit` in ~/.zshrc
  errbook completions fish > ~/.config/fish/completions/errbook.fish
  errbook completions powershell >> $PROFILE
  errbook completions elvish >> ~/.config/elvish/rc.elv";

impl Completions {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        let mut command = Arguments::command();
        let name = command.get_name().to_owned();
        // Clap panics where it cannot write, which memory always lets it.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut command, name, &mut script);
        print::result(&String::from_utf8_lossy(&script))?;
        Ok(Outcome::Fine)
    }
}
