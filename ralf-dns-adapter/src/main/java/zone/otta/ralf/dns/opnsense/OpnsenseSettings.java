package zone.otta.ralf.dns.opnsense;

import java.util.function.Supplier;
import zone.otta.ralf.http.TrustedServer;
import zone.otta.ralf.site.SecretReference;

/**
 * Where the API is, whom to believe and who we are.
 *
 * @param host a name or an address, without brackets
 * @param key reference to the API key's first half, which stands for the user
 * @param secret reference to its second half
 * @param trust asked at the first connection
 * @param lab refuse every target that is not a literal loopback address
 */
record OpnsenseSettings(
    String host,
    int port,
    SecretReference key,
    SecretReference secret,
    Supplier<TrustedServer> trust,
    boolean lab) {
  /** As it stands in a URL. */
  String authority() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /** For messages. */
  String target() {
    return "https://" + authority();
  }
}
