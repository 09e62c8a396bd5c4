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

  @Override
  public int compareTo(ServiceName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
