package zone.otta.ralf.cli.commands;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import zone.otta.ralf.cli.phases.Examining;
import zone.otta.ralf.cli.phases.Workspace;
import zone.otta.ralf.cli.render.CheckupLine;
import zone.otta.ralf.cli.render.CheckupText;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.doctor.Check.Sight;
import zone.otta.ralf.gate.Verdict;

/** {@code ralf doctor}. */
@CommandLine.Command(
    name = "doctor",
    description = {
      "Look at all that plans and runs need: ralf.yaml, state directory, secrets, node,",
      "clock, rights, storage, template, resolver, zone, signed updates. Needs no card,",
      "changes nothing, and says for each what to do about it. Ends with 3 if something",
      "stands in the way, with 6 if something did not answer."
    },
    footer = {"", "Example:", "  ralf doctor", "  ralf doctor --format json"})
public final class DoctorCommand implements Command {
  @Mixin GlobalOptions globals = new GlobalOptions();

  @Override
  public GlobalOptions globals() {
    return globals;
  }

  @Override
  public Exit run(Session session) {
    Workspace workspace = Workspace.require(session);
    CheckupText text = new CheckupText(session.output().style(), session.language());
    session.output().line(text.head());
    Examining examining =
        new Examining(session, workspace, line -> session.output().lines(text.lines(line)));
    List<CheckupLine> lines = examining.look();
    session.output().lines(text.end(lines, examining.remoteCommands()));
    session.output().document(CheckupLine.document(lines, examining.remoteCommands()));
    return exit(lines, session.strict());
  }

  private static Exit exit(List<CheckupLine> lines, boolean strict) {
    Verdict worst = CheckupLine.worst(lines);
    boolean silent = lines.stream().anyMatch(line -> line.sight() == Sight.SILENT);
    return silent && worst == Verdict.BLOCKER ? Exit.UNREACHABLE : Exit.of(worst, strict);
  }
}
