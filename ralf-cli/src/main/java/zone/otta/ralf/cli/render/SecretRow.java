package zone.otta.ralf.cli.render;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.diagnostics.Language;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.json.Json;

/**
 * A secret by its reference: who names it, where it is read from, how it stands. Never its value.
 *
 * @param source the reference that is really read; the same unless the site leads it elsewhere
 * @param found what is wrong
 */
public record SecretRow(
    String reference, NamedBy by, String source, State state, Optional<Found> found) {
  /** Who names it. */
  public enum NamedBy {
    CARD(Text.of("card", "Karte")),
    RECIPE(Text.of("recipe", "Rezept")),
    SITE(Text.same("ralf.yaml"));

    private final Text word;

    NamedBy(Text word) {
      this.word = word;
    }
  }

  /** How it stands. */
  public enum State {
    NOT_ASKED(Text.of("not asked", "nicht gefragt")),
    USABLE(Text.of("usable", "benutzbar")),
    MADE(Text.of("made", "erzeugt")),
    MISSING(Text.of("missing", "fehlt")),
    UNUSABLE(Text.of("not usable", "unbrauchbar")),
    UNKNOWN(Text.of("not known", "unbekannt"));

    private final Text word;

    State(Text word) {
      this.word = word;
    }

    boolean good() {
      return this == NOT_ASKED || this == USABLE || this == MADE;
    }
  }

  String state(Language language) {
    return state.word.in(language);
  }

  String by(Language language) {
    return by.word.in(language);
  }

  private Json.Obj json() {
    return Json.object()
        .with("reference", reference)
        .with("named_by", by.name())
        .with("read_from", source)
        .with("result", state.name())
        .with("findings", Json.array(found.stream().toList(), Found::json));
  }

  /** What the program ends with: what stands in the way comes before what is not known. */
  public static Exit exit(List<SecretRow> rows) {
    boolean bad = rows.stream().anyMatch(r -> !r.state.good() && r.state != State.UNKNOWN);
    boolean unknown = rows.stream().anyMatch(r -> r.state == State.UNKNOWN);
    return bad ? Exit.BLOCKER : unknown ? Exit.UNREACHABLE : Exit.OK;
  }

  public static Json.Obj document(List<SecretRow> rows) {
    return Json.object()
        .with("verdict", rows.stream().allMatch(r -> r.state.good()) ? "OK" : "BLOCKER")
        .with("secrets", Json.array(rows, SecretRow::json));
  }
}
