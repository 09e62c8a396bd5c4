package zone.otta.ralf.cli.commands;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import zone.otta.ralf.cli.phases.Judging;
import zone.otta.ralf.cli.phases.Workspace;
import zone.otta.ralf.cli.render.CheckRecord;
import zone.otta.ralf.cli.render.CheckText;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Session;

/** {@code ralf check}. */
@CommandLine.Command(
    name = "check",
    description = {
      "Judge service cards and the site against every policy, offline (phases 1 and 2).",
      "Several cards are also judged against each other."
    },
    footer = {"", "Example:", "  ralf check services/postgresql/service_card.md"})
public final class CheckCommand implements Command {
  @Mixin GlobalOptions globals = new GlobalOptions();

  @Parameters(arity = "1..*", paramLabel = "CARD", description = "service cards")
  List<Path> cards = List.of();

  @Override
  public GlobalOptions globals() {
    return globals;
  }

  @Override
  public Exit run(Session session) {
    CheckRecord record = new Judging(session, Workspace.find(session)).check(cards);
    CheckText text = new CheckText(session.output().style(), session.language());
    session.output().lines(text.phases(record));
    record.cards().forEach(card -> session.output().findings(card.findings()));
    session.output().line(text.last(record));
    session.output().document(record.json());
    return Exit.of(record.verdict(), session.strict());
  }
}
