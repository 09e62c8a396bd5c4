package zone.otta.ralf.site;

import java.util.Objects;
import java.util.Optional;

/** An address with the prefix of its network, {@code 10.10.20.10/16}. */
public record Ipv4Interface(Ipv4Address address, int prefix) {
  public Ipv4Interface {
    Objects.requireNonNull(address);
    if (prefix < 0 || prefix > 32) {
      throw new IllegalArgumentException("prefix");
    }
  }

  public static Optional<Ipv4Interface> parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !text.substring(slash + 1).matches("0|[12]?\\d|3[0-2]")) {
      return Optional.empty();
    }
    int prefix = Integer.parseInt(text.substring(slash + 1));
    return Ipv4Address.parse(text.substring(0, slash)).map(a -> new Ipv4Interface(a, prefix));
  }

  public static Ipv4Interface of(String text) {
    return parse(text).orElseThrow(() -> new IllegalArgumentException("not an IPv4 interface"));
  }

  public Ipv4Network network() {
    return Ipv4Network.around(address, prefix);
  }

  @Override
  public String toString() {
    return address + "/" + prefix;
  }
}
