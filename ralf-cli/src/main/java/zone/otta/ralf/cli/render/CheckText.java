package zone.otta.ralf.cli.render;

import java.util.ArrayList;
import java.util.List;
import zone.otta.ralf.diagnostics.Language;
import zone.otta.ralf.gate.StatusObject;
import zone.otta.ralf.gate.Verdict;

/** What {@code check} found, for people. */
public final class CheckText {
  private final Style style;
  private final boolean german;

  public CheckText(Style style, Language language) {
    this.style = style;
    this.german = language == Language.DE;
  }

  /** One line per card and phase, then an empty one. */
  public List<String> phases(CheckRecord record) {
    var lines = new ArrayList<String>();
    for (CheckRecord.Card card : record.cards()) {
      for (int i = 0; i < card.status().size(); i++) {
        lines.add(phase(card, i));
      }
    }
    if (!lines.isEmpty()) {
      lines.add("");
    }
    return lines;
  }

  private String phase(CheckRecord.Card card, int i) {
    StatusObject status = card.status().get(i);
    String title =
        i == 0
            ? (german ? "Phase 1 Dienstkartei" : "Phase 1 service card")
            : (german ? "Phase 2 Platzierung" : "Phase 2 placement");
    String fact = i < card.facts().size() ? card.facts().get(i) : "";
    String word = style.verdict(status.result()) + " ".repeat(8 - status.result().name().length());
    return (DisplayWidth.pad(card.service(), 11)
            + " "
            + DisplayWidth.pad(title, 21)
            + word
            + " "
            + SafeText.of(fact).replace(" · ", style.dot()))
        .stripTrailing();
  }

  /** The verdict, how many, and what to do next. */
  public String last(CheckRecord record) {
    int cards = record.cards().size();
    List<Found> findings = record.cards().stream().flatMap(c -> c.findings().stream()).toList();
    String head = style.verdict(record.verdict()) + ": " + count(findings.size(), cards);
    if (record.verdict() == Verdict.BLOCKER) {
      String code =
          findings.stream()
              .filter(f -> f.severity().name().equals(Verdict.BLOCKER.name()))
              .findFirst()
              .map(Found::code)
              .orElse("");
      return head + (german ? "  Mehr: " : "  More: ") + "ralf explain " + code;
    }
    String next =
        cards == 1 ? "ralf plan " + SafeText.of(record.cards().get(0).file()) : "ralf plan CARD";
    return head + (german ? "  Weiter: " : "  Next: ") + next;
  }

  private String count(int findings, int cards) {
    String of =
        german
            ? (cards == 1 ? "1 Karte" : cards + " Karten")
            : cards == 1 ? "1 card" : cards + " cards";
    if (findings == 0) {
      return of + (german ? ", keine Befunde." : ", no findings.");
    }
    String found =
        german
            ? (findings == 1 ? "1 Befund" : findings + " Befunde")
            : findings == 1 ? "1 finding" : findings + " findings";
    return found + " in " + of + ".";
  }
}
