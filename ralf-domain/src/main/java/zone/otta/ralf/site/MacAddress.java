package zone.otta.ralf.site;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/** An Ethernet address, upper case, colons. */
public record MacAddress(String value) {
  private static final Pattern FORM = Pattern.compile("([0-9A-F]{2}:){5}[0-9A-F]{2}");

  public MacAddress {
    value = Objects.requireNonNull(value).toUpperCase(Locale.ROOT);
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a MAC address");
    }
  }

  /**
   * {@code 02:52:} and the four octets: locally administered, and the same again whenever a
   * container is made anew on its address, so that neighbours with a cached entry are not shut out.
   */
  public static MacAddress of(Ipv4Address address) {
    return new MacAddress(
        String.format(
            "02:52:%02X:%02X:%02X:%02X",
            address.octet(1), address.octet(2), address.octet(3), address.octet(4)));
  }

  @Override
  public String toString() {
    return value;
  }
}
