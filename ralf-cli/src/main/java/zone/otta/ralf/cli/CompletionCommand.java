package zone.otta.ralf.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import zone.otta.ralf.cli.commands.Command;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Session;

/** {@code ralf completion}. */
@CommandLine.Command(
    name = "completion",
    description = "Print a completion script for bash or zsh.",
    footer = {
      "",
      "Example:",
      "  ralf completion bash > ~/.local/share/bash-completion/completions/ralf"
    })
final class CompletionCommand implements Command {
  /** The shells the script works in. */
  enum Shell {
    BASH,
    ZSH
  }

  @Mixin GlobalOptions globals = new GlobalOptions();

  @Parameters(index = "0", paramLabel = "SHELL", description = "bash or zsh")
  Shell shell = Shell.BASH;

  @Override
  public GlobalOptions globals() {
    return globals;
  }

  @Override
  public Exit run(Session session) {
    String script = AutoComplete.bash("ralf", Specs.all());
    session
        .output()
        .raw(shell == Shell.ZSH ? "autoload -U bashcompinit && bashcompinit\n" + script : script);
    return Exit.OK;
  }
}
