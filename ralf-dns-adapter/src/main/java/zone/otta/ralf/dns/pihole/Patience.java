package zone.otta.ralf.dns.pihole;

import java.time.Duration;

/**
 * How long is waited.
 *
 * @param reply for one answer of the API
 * @param moment until the DNS server uses a changed list
 */
record Patience(Duration reply, Duration moment) {
  static final Patience USUAL = new Patience(Duration.ofSeconds(6), Duration.ofSeconds(3));
}
