package zone.otta.ralf.cli.commands;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import zone.otta.ralf.cli.phases.Drifting;
import zone.otta.ralf.cli.phases.Ledger;
import zone.otta.ralf.cli.phases.Workspace;
import zone.otta.ralf.cli.render.DriftRecord;
import zone.otta.ralf.cli.render.DriftText;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.cli.wiring.OpenWorld;

/** {@code ralf drift}. */
@CommandLine.Command(
    name = "drift",
    description = {
      "Compare what is there with what the last completed run left: container, files,",
      "packages, service, settings, access rules, roles, certificate, names.",
      "Changes nothing. Ends with 7 if anything differs, with 6 if nothing differs but",
      "not everything could be seen."
    },
    footer = {"", "Example:", "  ralf drift", "  ralf drift postgresql --format json"})
public final class DriftCommand implements Command {
  @Mixin GlobalOptions globals = new GlobalOptions();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "SERVICE",
      description = "only this one (else all that were deployed)")
  Optional<String> service = Optional.empty();

  @Override
  public GlobalOptions globals() {
    return globals;
  }

  @Override
  public Exit run(Session session) {
    Workspace workspace = Workspace.require(session);
    try (Ledger ledger = Ledger.open(session, workspace);
        OpenWorld world = workspace.open(session, ledger.state())) {
      List<DriftRecord> records = new Drifting(session, ledger, world).look(service);
      DriftText text = new DriftText(session.output().style(), session.language());
      for (DriftRecord record : records) {
        session.output().lines(text.lines(record, session.verbose()));
        session.output().findings(record.findings());
      }
      Exit exit = records.stream().map(DriftCommand::exit).reduce(Exit.OK, DriftCommand::worse);
      session.output().lines(text.end(records, world.remoteCommands()));
      session.output().document(DriftRecord.document(records, world.remoteCommands()));
      return exit;
    }
  }

  private static Exit exit(DriftRecord record) {
    return switch (record.report().result()) {
      case NONE -> Exit.OK;
      case UNKNOWN -> Exit.UNREACHABLE;
      case DRIFT -> Exit.DRIFT;
    };
  }

  private static Exit worse(Exit a, Exit b) {
    return a.code() >= b.code() ? a : b;
  }
}
