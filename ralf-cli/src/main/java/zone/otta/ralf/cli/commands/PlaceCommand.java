package zone.otta.ralf.cli.commands;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zone.otta.ralf.cli.phases.Placing;
import zone.otta.ralf.cli.phases.Workspace;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Session;

/** {@code ralf place}. */
@CommandLine.Command(
    name = "place",
    description = {
      "Propose what a card leaves open: the next free address of its category, CTID, names.",
      "Further cards count as taken. --write enters the proposal, and touches nothing else."
    },
    footer = {"", "Example:", "  ralf place new.md --among services/*/service_card.md --write"})
public final class PlaceCommand implements Command {
  @Mixin GlobalOptions globals = new GlobalOptions();

  @Parameters(index = "0", paramLabel = "CARD", description = "the card to be completed")
  Path card = Path.of("");

  @Option(
      names = "--among",
      arity = "1..*",
      paramLabel = "CARD",
      description = "cards whose places are taken")
  List<Path> others = List.of();

  @Option(names = "--write", description = "edit just those lines of the card")
  boolean write;

  @Override
  public GlobalOptions globals() {
    return globals;
  }

  @Override
  public Exit run(Session session) {
    return new Placing(session, Workspace.find(session)).place(card, others, write);
  }
}
