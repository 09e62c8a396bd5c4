package zone.otta.ralf.cli.render;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Language;
import zone.otta.ralf.gate.StatusJson;
import zone.otta.ralf.gate.Verdict;

/** The services as a table. */
public final class StatusTable {
  private static final int WIDE = 98;
  private static final int NAME = 12;
  private final Style style;
  private final Language language;
  private final InstantSource clock;

  public StatusTable(Style style, Language language, InstantSource clock) {
    this.style = style;
    this.language = language;
    this.clock = clock;
  }

  /**
   * @param objects whether the status objects follow
   */
  public List<String> lines(List<ServiceRow> rows, boolean objects) {
    boolean german = language == Language.DE;
    if (rows.isEmpty()) {
      return List.of(
          german
              ? "Hier ist noch kein Dienst bekannt.  Weiter: ralf check KARTE"
              : "No service is known here yet.  Next: ralf check CARD");
    }
    int name = rows.stream().mapToInt(r -> r.service().length()).reduce(NAME, Math::max);
    String below = " ".repeat(name + 1);
    boolean wide = style.width() >= WIDE - NAME + name;
    var lines = new ArrayList<String>();
    lines.add(
        style.bold(
            DisplayWidth.pad(german ? "DIENST" : "SERVICE", name)
                + (german
                    ? " GATE 1  GATE 2  GATE 3  GATE 4  WO                    SEIT"
                    : " GATE 1  GATE 2  GATE 3  GATE 4  WHERE                 SINCE")
                + (wide ? (german ? "       DRIFT" : "      DRIFT") : "")));
    for (ServiceRow row : rows) {
      lines.add(row(row, name, wide));
      if (!wide && row.drift().isPresent()) {
        lines.add(below + (german ? "Abweichungen: " : "drift: ") + drift(row));
      }
      row.stopped().ifPresent(s -> lines.add(below + stopped(s, german)));
      if (objects) {
        row.status()
            .forEach(
                o -> StatusJson.write(o).pretty().lines().map(SafeText::of).forEach(lines::add));
      }
    }
    return lines;
  }

  /**
   * @param wide whether the last column has room; else it gets a line of its own
   */
  private String row(ServiceRow row, int name, boolean wide) {
    var line = new StringBuilder(DisplayWidth.pad(row.service(), name)).append(' ');
    for (int gate = 1; gate <= 4; gate++) {
      line.append(gate(Optional.ofNullable(row.gates().get(gate)))).append(' ');
    }
    line.append(DisplayWidth.pad(where(row), 21)).append(' ');
    String since = ago(row.sinceUs());
    return wide
        ? line.append(DisplayWidth.pad(since, 10)).append(' ').append(drift(row)).toString()
        : line.append(since).toString();
  }

  private String ago(long us) {
    Instant since = Instant.EPOCH.plus(us, ChronoUnit.MICROS);
    return Durations.ago(Duration.between(since, clock.instant()), language);
  }

  /** {@code none (5 min ago)}, {@code 3 (1 h ago)}; {@code ?} where not everything was seen. */
  private String drift(ServiceRow row) {
    return row.drift()
        .map(
            d -> {
              String unseen = d.unseen() > 0 ? "?" : "";
              String none = language == Language.DE ? "keine" : "none";
              String count = Integer.toString(d.differences());
              String what = d.differences() > 0 ? count + unseen : unseen.isEmpty() ? none : unseen;
              return what + " (" + ago(d.atUs()) + ")";
            })
        .orElse(style.symbols() ? "–" : "-");
  }

  private String where(ServiceRow row) {
    return row.destroyed()
        ? language == Language.DE ? "entfernt" : "destroyed"
        : row.where().orElse("-");
  }

  private String gate(Optional<Verdict> verdict) {
    String word = verdict.map(Verdict::name).orElse("-");
    return verdict.map(style::verdict).orElse("-") + " ".repeat(7 - word.length());
  }

  private static String stopped(ServiceRow.Stopped stopped, boolean german) {
    return (german ? "angehalten in " : "stopped in ")
        + SafeText.of(stopped.at())
        + ": ralf apply --resume "
        + stopped.run();
  }
}
