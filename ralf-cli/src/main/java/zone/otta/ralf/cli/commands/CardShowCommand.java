package zone.otta.ralf.cli.commands;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import zone.otta.ralf.card.ServiceCard;
import zone.otta.ralf.cli.phases.CardFile;
import zone.otta.ralf.cli.render.CardText;
import zone.otta.ralf.cli.render.Found;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.json.Records;

/** {@code ralf card show}. */
@CommandLine.Command(
    name = "show",
    description = "Show a card as RALF reads it.",
    footer = {"", "Example:", "  ralf card show services/postgresql/service_card.md --format json"})
public final class CardShowCommand implements Command {
  @Mixin GlobalOptions globals = new GlobalOptions();

  @Parameters(index = "0", paramLabel = "CARD", description = "the service card")
  Path card = Path.of("");

  @Override
  public GlobalOptions globals() {
    return globals;
  }

  @Override
  public Exit run(Session session) {
    CardFile file = CardFile.read(card, session);
    Optional<ServiceCard> model = file.read().card();
    List<Found> findings = file.found(file.read().findings(), session.language());
    model.ifPresent(m -> session.output().lines(CardText.lines(m, session.language())));
    session.output().findings(findings);
    Verdict verdict = Verdict.of(file.read().findings());
    session
        .output()
        .document(
            Json.object()
                .with("verdict", verdict.name())
                .with("file", file.name())
                .withOptional("card", model, Records::toJson)
                .with("findings", Json.array(findings, Found::json)));
    return Exit.of(verdict, session.strict());
  }
}
