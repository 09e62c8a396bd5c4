package zone.otta.ralf.cli.commands;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import zone.otta.ralf.cli.phases.Derivation;
import zone.otta.ralf.cli.phases.LabProcess;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Session;

/** {@code ralf lab up}. */
@CommandLine.Command(
    name = "up",
    description = {
      "Start a Proxmox-like world on loopback and leave it running.",
      "Its lab.json says where everything is and which keys open it."
    },
    footer = {"", "Example:", "  ralf lab up --dir /tmp/lab", "  ralf lab up --vault argon2id"})
public final class LabUpCommand implements Command {
  @Mixin GlobalOptions globals = new GlobalOptions();

  @Option(names = "--dir", paramLabel = "DIR", description = "its home (default: a new folder)")
  Optional<Path> dir = Optional.empty();

  @Option(
      names = "--vault",
      paramLabel = "pbkdf2|argon2id",
      description = "with an emulated Vaultwarden, whose account derives its key so")
  Optional<Derivation> vault = Optional.empty();

  @Override
  public GlobalOptions globals() {
    return globals;
  }

  @Override
  public Exit run(Session session) {
    Path home = dir.map(session::absolute).orElseGet(LabUpCommand::newFolder);
    try {
      Files.createDirectories(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    LabProcess plain = LabProcess.in(home, session);
    LabProcess lab = vault.map(plain::withVault).orElse(plain);
    lab.start(true);
    session
        .output()
        .line(
            session.say(
                "lab: guest OS emulated, PostgreSQL real",
                "Labor: Gast-OS nachgebildet, PostgreSQL echt"));
    session.output().line(home.resolve(LabProcess.STATUS).toString());
    session.output().line(session.say("End it: ", "Beenden: ") + "ralf lab down --dir " + home);
    session.output().document(lab.status());
    return Exit.OK;
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("ralf-lab-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
