package zone.otta.ralf.plan;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import zone.otta.ralf.card.ServiceName;

/**
 * What ties an object of the world to RALF: service, run, and a keyed MAC over both and the object.
 * Its text form, one line, is what goes into a container's description and a DNS TXT record.
 *
 * @param run number of the run that made the object
 * @param mac 32 hexadecimal digits
 */
public record Mark(ServiceName service, long run, String mac) {
  private static final Pattern FORM =
      Pattern.compile("ralf:v1 service=([a-z0-9-]{1,40}) run=(\\d{1,18}) mac=([0-9a-f]{32})");

  public Mark {
    Objects.requireNonNull(service);
    if (run < 1 || !mac.matches("[0-9a-f]{32}")) {
      throw new IllegalArgumentException("not a mark");
    }
  }

  /** {@code ralf:v1 service=postgresql run=1 mac=...}. */
  public String line() {
    return "ralf:v1 service=" + service + " run=" + run + " mac=" + mac;
  }

  /** Finds a mark in a text that may hold other lines. */
  public static Optional<Mark> find(String text) {
    var matcher = FORM.matcher(text);
    return matcher.find()
        ? ServiceName.parse(matcher.group(1))
            .map(s -> new Mark(s, Long.parseLong(matcher.group(2)), matcher.group(3)))
        : Optional.empty();
  }
}
