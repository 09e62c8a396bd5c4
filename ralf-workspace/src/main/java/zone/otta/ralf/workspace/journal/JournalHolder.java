package zone.otta.ralf.workspace.journal;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.json.Records;

/**
 * Who writes the journal; a second process is told so.
 *
 * @param name the person, for example {@code anna}
 * @param since when the journal was opened
 */
public record JournalHolder(String name, String host, long pid, Instant since) {
  /** As it stands in the lock file. */
  private record Written(String holder, String host, long pid, String since) {}

  public JournalHolder {
    Objects.requireNonNull(name);
    Objects.requireNonNull(host);
    Objects.requireNonNull(since);
  }

  Json json() {
    return Records.toJson(new Written(name, host, pid, since.toString()));
  }

  static Optional<JournalHolder> read(Json json) {
    try {
      Written written = Records.fromJson(Written.class, json);
      return Optional.of(
          new JournalHolder(
              written.holder(), written.host(), written.pid(), Instant.parse(written.since())));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
