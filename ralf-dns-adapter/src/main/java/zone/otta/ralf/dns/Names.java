package zone.otta.ralf.dns;

import java.util.Locale;
import java.util.Optional;
import org.xbill.DNS.Name;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.TextParseException;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/** Between RALF's names and those of the wire. */
public final class Names {
  private Names() {}

  public static Name of(DnsName name) {
    return absolute(name.name());
  }

  /**
   * @param name with or without its final dot
   * @throws IllegalArgumentException if it is no name
   */
  public static Name absolute(String name) {
    try {
      return Name.fromString(name.endsWith(".") ? name : name + ".");
    } catch (TextParseException e) {
      throw new IllegalArgumentException("not a DNS name");
    }
  }

  /** {@code 10.20.10.10.in-addr.arpa.} */
  public static Name reverse(Ipv4Address address) {
    byte[] octets = new byte[4];
    for (int i = 0; i < 4; i++) {
      octets[i] = (byte) address.octet(i + 1);
    }
    return ReverseMap.fromAddress(octets);
  }

  /** Empty for names RALF cannot hold, such as one with an underscore. */
  public static Optional<DnsName> from(Name name) {
    return DnsName.parse(name.toString(true).toLowerCase(Locale.ROOT));
  }
}
