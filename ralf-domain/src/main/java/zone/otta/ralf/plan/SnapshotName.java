package zone.otta.ralf.plan;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a container's snapshot: a letter, then letters, digits, {@code _} or {@code -}, 2 to
 * 40 characters, not {@code current} (what Proxmox VE 9.2.11 and 8.4.21 accept).
 */
public record SnapshotName(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{1,39}");

  public SnapshotName {
    if (!FORM.matcher(value).matches() || value.equals("current")) {
      throw new IllegalArgumentException("not a snapshot name");
    }
  }

  /** Empty if the text cannot be one. */
  public static Optional<SnapshotName> parse(String text) {
    return FORM.matcher(text).matches() && !text.equals("current")
        ? Optional.of(new SnapshotName(text))
        : Optional.empty();
  }

  /**
   * The one RALF takes before a run changes a service that exists.
   *
   * @param ordinal 1-based, of the service's runs
   */
  public static SnapshotName before(int ordinal) {
    return new SnapshotName("ralf-before-" + ordinal);
  }

  @Override
  public String toString() {
    return value;
  }
}
