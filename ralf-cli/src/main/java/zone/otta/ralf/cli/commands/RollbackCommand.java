package zone.otta.ralf.cli.commands;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zone.otta.ralf.apply.TakenSnapshot;
import zone.otta.ralf.cli.phases.LastRun;
import zone.otta.ralf.cli.phases.Ledger;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Refused;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.plan.Operation;
import zone.otta.ralf.plan.SnapshotName;

/** {@code ralf rollback}. */
@CommandLine.Command(
    name = "rollback",
    description = {
      "Plan to put a service back to a snapshot: what came after it is lost.",
      "Without --to it is the newest one a run of ours took."
    },
    footer = {
      "",
      "Example:",
      "  ralf rollback postgresql",
      "  ralf rollback postgresql --to before-import"
    })
public final class RollbackCommand implements Command {
  @Mixin GlobalOptions globals = new GlobalOptions();

  @Parameters(index = "0", paramLabel = "SERVICE", description = "a service that was deployed")
  String service = "";

  @Option(names = "--to", paramLabel = "NAME", description = "the snapshot to go back to")
  Optional<String> to = Optional.empty();

  @Mixin Agreement agreement = new Agreement();

  @Override
  public GlobalOptions globals() {
    return globals;
  }

  @Override
  public Exit run(Session session) {
    Optional<SnapshotName> named = to.flatMap(SnapshotName::parse);
    if (to.isPresent() && named.isEmpty()) {
      return Operated.notAName(session, "--to");
    }
    return Operated.run(
        session,
        service,
        (last, ledger) -> new Operation.RollBack(named.orElseGet(() -> newest(last, ledger))),
        agreement);
  }

  private SnapshotName newest(LastRun last, Ledger ledger) {
    List<TakenSnapshot> taken = ledger.runs().snapshots(last.plan().deployment().service());
    if (taken.isEmpty()) {
      throw new Refused(Exit.BLOCKER, none());
    }
    return taken.getLast().name();
  }

  private Finding none() {
    return Finding.blocker(
            "RALF-N019",
            Text.of(
                "no run took a snapshot of " + service + " yet",
                "noch kein Lauf hat einen Schnappschuss von " + service + " angelegt"))
        .help(
            Text.of(
                "name one of the node's own with --to NAME",
                "mit --to NAME einen nennen, den der Knoten hat"));
  }
}
