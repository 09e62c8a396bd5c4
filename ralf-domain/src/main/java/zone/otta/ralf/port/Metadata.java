package zone.otta.ralf.port;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Small values by scope and key that change by compare-and-set. Rules: docs/contracts/metadata.md.
 * For what is true now; what happened belongs into the {@link Journal}. Throws {@link
 * PortException} if the store cannot be used.
 */
public interface Metadata {
  /**
   * Whose values: {@code service:n8n}.
   *
   * @param value of the form of a stream's name
   */
  record Scope(String value) {
    public Scope {
      if (!value.matches("[a-z][a-z0-9-]{0,39}(:[A-Za-z0-9._-]{1,80})?")) {
        throw new IllegalArgumentException("not a scope");
      }
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /**
   * A value as it stands.
   *
   * @param revision from 1, one more with each change
   * @param json as it was put, byte for byte
   */
  record Entry(String key, long revision, String json) {}

  /** What a put came to. */
  sealed interface Put {
    record Stored(long revision) implements Put {}

    /** It stands at another revision (0: not there); nothing was changed. */
    record Conflict(long actualRevision) implements Put {}
  }

  Optional<Entry> get(Scope scope, String key);

  /** All of a scope, by key. */
  List<Entry> list(Scope scope);

  /**
   * Sets the value if it still stands at the revision.
   *
   * @param key letters, digits and {@code . _ : / -}, up to 200, the first a letter or digit
   * @param expected the revision that was read; 0 for a value that is not there yet
   * @param json up to 64 KiB in UTF-8
   * @throws IllegalArgumentException if key or value are not so
   */
  Put put(Scope scope, String key, long expected, String json);

  int MAX_BYTES = 64 * 1024;

  /** What every store refuses. */
  static void check(String key, String json) {
    if (!key.matches("[A-Za-z0-9][A-Za-z0-9._:/-]{0,199}")) {
      throw new IllegalArgumentException("not a key");
    }
    if (json.isBlank()
        || !StandardCharsets.UTF_8.newEncoder().canEncode(json)
        || json.indexOf('\0') >= 0
        || json.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new IllegalArgumentException("not JSON of up to 64 KiB");
    }
  }
}
