package zone.otta.ralf.journal;

import java.util.Comparator;
import java.util.Objects;
import java.util.regex.Pattern;
import zone.otta.ralf.card.ServiceName;

/** The name of a stream of events: {@code run:7}, {@code service:postgresql}. */
public record StreamName(String value) {
  /** The order of the names' octets, as the database has it. */
  static final Comparator<StreamName> BY_NAME = Comparator.comparing(StreamName::value);

  private static final Pattern FORM =
      Pattern.compile("[a-z][a-z0-9-]{0,39}(:[A-Za-z0-9._-]{1,80})?");

  public StreamName {
    if (!FORM.matcher(Objects.requireNonNull(value)).matches()) {
      throw new IllegalArgumentException("not a stream name");
    }
  }

  public static StreamName run(long number) {
    return new StreamName("run:" + number);
  }

  public static StreamName service(ServiceName service) {
    return new StreamName("service:" + service);
  }

  @Override
  public String toString() {
    return value;
  }
}
