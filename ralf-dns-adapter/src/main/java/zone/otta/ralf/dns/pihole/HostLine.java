package zone.otta.ralf.dns.pihole;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/**
 * One line of {@code dns.hosts}: an address, one name or several, and perhaps a remark behind
 * {@code #}, as in a hosts file.
 *
 * @param text as the Pi-hole shows it; only this very text removes it
 * @param address IPv4, IPv6 or anything else
 * @param names in lower case, without final dot
 */
record HostLine(String text, String address, List<String> names, boolean remark) {
  HostLine {
    names = List.copyOf(names);
  }

  /** Empty for a line without an address or without a name: it makes no record. */
  static Optional<HostLine> parse(String text) {
    int hash = text.indexOf('#');
    String[] words = (hash < 0 ? text : text.substring(0, hash)).strip().split("\\s+");
    if (words.length < 2) {
      return Optional.empty();
    }
    List<String> names =
        List.of(words).subList(1, words.length).stream().map(HostLine::normal).toList();
    return Optional.of(new HostLine(text, words[0], names, hash >= 0));
  }

  private static String normal(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  /** The line that RALF writes. */
  static String of(Facts.Address wanted) {
    return wanted.address() + " " + wanted.name();
  }

  boolean names(DnsName name) {
    return names.contains(name.name());
  }

  /** Empty: it makes an AAAA record, or none. */
  Optional<Ipv4Address> ipv4() {
    return Ipv4Address.parse(address);
  }

  /** The same address and name and nothing besides: what RALF may have written itself. */
  boolean isExactly(Facts.Address wanted) {
    return !remark
        && names.equals(List.of(wanted.name().name()))
        && ipv4().equals(Optional.of(wanted.address()));
  }

  @Override
  public String toString() {
    return text;
  }
}
