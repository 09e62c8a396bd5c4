package zone.otta.ralf.cli.commands;

import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import zone.otta.ralf.cli.phases.OneOperation;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Session;

/** {@code ralf destroy}. */
@CommandLine.Command(
    name = "destroy",
    description = {
      "Plan to remove a service: its names, its container, its volumes and snapshots.",
      "Only what carries our mark and is in our journal; the journal stays."
    },
    footer = {
      "",
      "Example:",
      "  ralf destroy postgresql",
      "  ralf destroy postgresql --approve 7f3a91c2 --accept RALF-N020"
    })
public final class DestroyCommand implements Command {
  @Mixin GlobalOptions globals = new GlobalOptions();

  @Parameters(index = "0", paramLabel = "SERVICE", description = "a service that was deployed")
  String service = "";

  @Mixin Agreement agreement = new Agreement();

  @Override
  public GlobalOptions globals() {
    return globals;
  }

  @Override
  public Exit run(Session session) {
    return Operated.run(session, service, OneOperation.DESTROY, agreement);
  }
}
