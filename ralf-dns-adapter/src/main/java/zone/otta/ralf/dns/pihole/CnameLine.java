package zone.otta.ralf.dns.pihole;

import java.util.List;
import java.util.Locale;
import zone.otta.ralf.site.DnsName;

/**
 * One line of {@code dns.cnameRecords}: {@code ALIAS[,ALIAS...],TARGET[,TTL]}.
 *
 * @param aliases in lower case
 */
record CnameLine(String text, List<String> aliases) {
  CnameLine {
    aliases = List.copyOf(aliases);
  }

  /** A line that is none has no aliases. */
  static CnameLine parse(String text) {
    List<String> parts =
        List.of(text.split(",")).stream().map(p -> p.strip().toLowerCase(Locale.ROOT)).toList();
    boolean ttl = parts.size() > 2 && parts.get(parts.size() - 1).matches("\\d+");
    return new CnameLine(text, parts.subList(0, Math.max(0, parts.size() - (ttl ? 2 : 1))));
  }

  boolean names(DnsName name) {
    return aliases.contains(name.name());
  }

  @Override
  public String toString() {
    return "CNAME " + text;
  }
}
