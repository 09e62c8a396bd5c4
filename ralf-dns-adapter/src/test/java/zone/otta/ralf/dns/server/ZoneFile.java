package zone.otta.ralf.dns.server;

/** What a zone begins with. */
final class ZoneFile {
  static final String SOA = "ns.test. hostmaster.test. 1 3600 600 86400 60";

  /** Nothing but what every zone must have. */
  static final String EMPTY = "$TTL 300\n@ IN SOA " + SOA + "\n@ IN NS ns.test.\n";

  private ZoneFile() {}
}
