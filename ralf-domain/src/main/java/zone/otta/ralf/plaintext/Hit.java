package zone.otta.ralf.plaintext;

import java.util.Optional;

/**
 * A stretch that looks like a secret: where it is and what it looks like, never what it is.
 *
 * @param from offset into the text, in UTF-16 units
 * @param to offset behind it
 * @param key the name it is assigned to, for example {@code POSTGRES_PASSWORD}
 */
public record Hit(int from, int to, Kind kind, Optional<String> key) {
  static Hit of(int from, int to, Kind kind) {
    return new Hit(from, to, kind, Optional.empty());
  }

  /** Of two that overlap: all that both cover, called what the more telling one says. */
  Hit with(Hit other) {
    return new Hit(
        Math.min(from, other.from),
        Math.max(to, other.to),
        kind.compareTo(other.kind) <= 0 ? kind : other.kind,
        key.or(() -> other.key));
  }

  boolean overlaps(Hit later) {
    return later.from < to;
  }
}
