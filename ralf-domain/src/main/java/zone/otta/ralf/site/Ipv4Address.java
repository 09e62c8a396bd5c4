package zone.otta.ralf.site;

import java.util.Optional;
import java.util.regex.Pattern;

/** An IPv4 address; never resolves a name. */
public record Ipv4Address(int bits) implements Comparable<Ipv4Address> {
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

  /** Dotted decimal without leading zeros, or empty. */
  public static Optional<Ipv4Address> parse(String text) {
    var matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int bits = 0;
    for (int i = 1; i <= 4; i++) {
      String group = matcher.group(i);
      int octet = Integer.parseInt(group);
      if (octet > 255 || (group.length() > 1 && group.charAt(0) == '0')) {
        return Optional.empty();
      }
      bits = bits << 8 | octet;
    }
    return Optional.of(new Ipv4Address(bits));
  }

  /** As {@link #parse}, for addresses written by us. */
  public static Ipv4Address of(String text) {
    return parse(text).orElseThrow(() -> new IllegalArgumentException("not an IPv4 address"));
  }

  /** Octet 1 to 4, from the left. */
  public int octet(int place) {
    return bits >>> (32 - 8 * place) & 0xff;
  }

  /** 127.0.0.0/8. */
  public boolean isLoopback() {
    return octet(1) == 127;
  }

  @Override
  public int compareTo(Ipv4Address other) {
    return Integer.compareUnsigned(bits, other.bits);
  }

  @Override
  public String toString() {
    return octet(1) + "." + octet(2) + "." + octet(3) + "." + octet(4);
  }
}
