package zone.otta.ralf.cli.commands;

import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import zone.otta.ralf.cli.phases.Walk;
import zone.otta.ralf.cli.phases.WholeWay;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Session;

/** {@code ralf up}. */
@CommandLine.Command(
    name = "up",
    description = {
      "Walk the whole way: plan, approve, apply, smoke test.",
      "On a terminal it asks for the first 8 characters of the plan's hash;",
      "elsewhere it needs --approve HASH."
    },
    footer = {
      "",
      "Example:",
      "  ralf up services/postgresql/service_card.md",
      "  ralf up services/postgresql/service_card.md --approve 7f3a91c2 --accept RALF-N004"
    })
public final class UpCommand implements Command {
  @Mixin GlobalOptions globals = new GlobalOptions();

  @Parameters(index = "0", paramLabel = "CARD", description = "the service card")
  Path card = Path.of("");

  @Mixin AdoptOption adoption = new AdoptOption();

  @Mixin Agreement agreement = new Agreement();

  @Override
  public GlobalOptions globals() {
    return globals;
  }

  @Override
  public Exit run(Session session) {
    if (!agreement.understood(session)) {
      return Exit.USAGE;
    }
    Walk.Arrived arrived =
        new WholeWay(session, agreement.others.alone)
            .walk(card, adoption.adopt, plan -> agreement.consent(plan, session));
    Arrival.told(session, arrived);
    return arrived.exit();
  }
}
