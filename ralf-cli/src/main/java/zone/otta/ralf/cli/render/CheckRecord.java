package zone.otta.ralf.cli.render;

import java.util.List;
import zone.otta.ralf.gate.StatusJson;
import zone.otta.ralf.gate.StatusObject;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.json.Json;

/** What {@code check} found, as it is printed. */
public record CheckRecord(List<Card> cards) {
  /**
   * One card.
   *
   * @param service empty if the card names none
   * @param facts a short word on each phase: what it stands on
   * @param status of phases 1 and 2, as far as they could be judged
   */
  public record Card(
      String file,
      String service,
      Verdict verdict,
      List<Found> findings,
      List<String> facts,
      List<StatusObject> status) {
    public Card {
      findings = List.copyOf(findings);
      facts = List.copyOf(facts);
      status = List.copyOf(status);
    }

    Json json() {
      return Json.object()
          .with("file", file)
          .with("service", service)
          .with("verdict", verdict.name())
          .with("findings", Json.array(findings, Found::json))
          .with("status", Json.array(status, StatusJson::write));
    }
  }

  public CheckRecord {
    cards = List.copyOf(cards);
  }

  public Verdict verdict() {
    return cards.stream().map(Card::verdict).reduce(Verdict.OK, Verdict::and);
  }

  public Json.Obj json() {
    return Json.object()
        .with("verdict", verdict().name())
        .with("cards", Json.array(cards, Card::json));
  }
}
