package zone.otta.ralf.card;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a service: a lower-case letter, then letters, digits and inner hyphens, at most 40.
 * Never a path.
 */
public record ServiceName(String value) implements Comparable<ServiceName> {
  private static final Pattern FORM = Pattern.compile("[a-z]([a-z0-9-]{0,38}[a-z0-9])?");

  public ServiceName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a service name");
    }
  }

  public static Optional<ServiceName> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new ServiceName(text)) : Optional.empty();
  }

  /**
   * The product it runs, as far as its name says: of {@code postgresql} and {@code postgresql-n8n}
   * it is {@code postgresql}.
   */
  public String product() {
    int hyphen = value.indexOf('-');
    return hyphen < 0 ? value : value.substring(0, hyphen);
  }

  @Override
  public int compareTo(ServiceName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
