package zone.otta.ralf.site;

import java.util.Optional;
import java.util.regex.Pattern;

/** One label of a host name (RFC 1123): lower-case letters, digits and inner hyphens, 1 to 63. */
public record HostName(String label) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  public HostName {
    if (!FORM.matcher(label).matches()) {
      throw new IllegalArgumentException("not a host name");
    }
  }

  public static Optional<HostName> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new HostName(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return label;
  }
}
