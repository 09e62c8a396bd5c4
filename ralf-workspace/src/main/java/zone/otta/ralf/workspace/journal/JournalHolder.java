package zone.otta.ralf.workspace.journal;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import zone.otta.ralf.json.Json;

/**
 * Who writes the journal; a second process is told so.
 *
 * @param name the person, for example {@code anna}
 * @param since when the journal was opened
 */
public record JournalHolder(String name, String host, long pid, Instant since) {
  public JournalHolder {
    Objects.requireNonNull(name);
    Objects.requireNonNull(host);
    Objects.requireNonNull(since);
  }

  Json json() {
    return Json.object()
        .with("holder", name)
        .with("host", host)
        .with("pid", pid)
        .with("since", since.toString());
  }

  static Optional<JournalHolder> read(Json json) {
    if (json instanceof Json.Obj obj
        && obj.get("holder").orElse(json) instanceof Json.Str(String name)
        && obj.get("host").orElse(json) instanceof Json.Str(String host)
        && obj.get("pid").orElse(json) instanceof Json.Num(long pid)
        && obj.get("since").orElse(json) instanceof Json.Str(String since)) {
      return instant(since).map(time -> new JournalHolder(name, host, pid, time));
    }
    return Optional.empty();
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (java.time.format.DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
