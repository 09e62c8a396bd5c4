package zone.otta.ralf.card;

import java.util.Locale;
import java.util.Optional;
import zone.otta.ralf.site.Ipv4Network;

/**
 * A port the service listens on.
 *
 * @param from the network it is open to; empty where the card leaves it to the site
 * @param note the rest of the line, for people
 */
public record Port(int number, Protocol protocol, Optional<Ipv4Network> from, String note) {
  /** Transport protocols. */
  public enum Protocol {
    TCP,
    UDP;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Port {
    if (number < 1 || number > 65535) {
      throw new IllegalArgumentException("port");
    }
  }

  @Override
  public String toString() {
    return number + "/" + protocol.word();
  }
}
