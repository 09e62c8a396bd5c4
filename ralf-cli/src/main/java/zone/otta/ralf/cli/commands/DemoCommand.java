package zone.otta.ralf.cli.commands;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zone.otta.ralf.cli.phases.Backend;
import zone.otta.ralf.cli.phases.Demo;
import zone.otta.ralf.cli.phases.Keeping;
import zone.otta.ralf.cli.phases.Naming;
import zone.otta.ralf.cli.phases.Ways;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Session;

/** {@code ralf demo}. */
@CommandLine.Command(
    name = "demo",
    description = {
      "Walk all five phases in a lab on this machine: no server, no root, nothing left running.",
      "The lab emulates Proxmox VE and the guest's OS; its PostgreSQL is real."
    },
    footer = {
      "",
      "Example:",
      "  ralf demo",
      "  ralf demo my_card.md --keep",
      "  ralf demo --backend api",
      "  ralf demo --secrets vaultwarden",
      "  ralf demo --dns opnsense",
      "  ralf demo --handover"
    })
public final class DemoCommand implements Command {
  @Mixin GlobalOptions globals = new GlobalOptions();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "CARD",
      description = "a card of your own (default: the project's PostgreSQL card)")
  Optional<Path> card = Optional.empty();

  @Option(names = "--keep", description = "leave the lab running and say how to connect")
  boolean keep;

  @Option(
      names = "--backend",
      paramLabel = "pct|api",
      description = "pct over SSH, or the API with SSH into the container (default: pct)")
  Backend backend = Backend.PCT;

  @Option(
      names = "--secrets",
      paramLabel = "file|vaultwarden",
      description = "keep the secret in a file, or in an emulated Vaultwarden (default: file)")
  Keeping keeping = Keeping.FILE;

  @Option(
      names = "--dns",
      paramLabel = "rfc2136|opnsense",
      description =
          "write names by signed updates, or into an emulated OPNsense (default: rfc2136)")
  Naming naming = Naming.RFC2136;

  @Option(
      names = "--handover",
      description =
          "then move the journal into the PostgreSQL that was brought up, and verify both")
  boolean handover;

  @Override
  public GlobalOptions globals() {
    return globals;
  }

  @Override
  public Exit run(Session session) {
    return new Demo(session, keep, new Ways(backend, keeping, naming), handover)
        .run(card.map(session::absolute));
  }
}
