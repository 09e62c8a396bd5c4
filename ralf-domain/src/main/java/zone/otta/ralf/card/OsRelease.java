package zone.otta.ralf.card;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A guest operating system, {@code ubuntu 24.04} or {@code debian 12}. */
public record OsRelease(Distribution distribution, String version) {
  /** Distributions RALF has recipes for. */
  public enum Distribution {
    UBUNTU,
    DEBIAN;

    /** The word in template names and in {@code ID=} of os-release. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Pattern FORM =
      Pattern.compile(
          "\\b(ubuntu|debian)\\s+(\\d{1,2}(?:\\.\\d{2})?)\\b", Pattern.CASE_INSENSITIVE);

  /** Finds a release in free text. */
  public static Optional<OsRelease> find(String text) {
    var matcher = FORM.matcher(text);
    return matcher.find()
        ? Optional.of(
            new OsRelease(
                Distribution.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)), matcher.group(2)))
        : Optional.empty();
  }

  /** Ubuntu: an even year's .04; Debian: every stable release. */
  public boolean longTermSupport() {
    return switch (distribution) {
      case UBUNTU -> version.matches("\\d[02468]\\.04");
      case DEBIAN -> version.matches("\\d{1,2}");
    };
  }

  /** The start of the matching template names, {@code ubuntu-24.04-standard}. */
  public String templatePrefix() {
    return distribution.id() + "-" + version + "-standard";
  }

  @Override
  public String toString() {
    return switch (distribution) {
      case UBUNTU -> "Ubuntu " + version;
      case DEBIAN -> "Debian " + version;
    };
  }
}
