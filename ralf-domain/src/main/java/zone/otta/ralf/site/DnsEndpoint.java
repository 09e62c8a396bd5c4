package zone.otta.ralf.site;

import java.util.Optional;

/** How internal names are registered. */
public sealed interface DnsEndpoint {
  /** The resolver that is asked whether a name resolves: host and port. */
  Server resolver();

  /** A DNS server. */
  record Server(String host, int port) {}

  /**
   * RFC 2136 updates to the primary.
   *
   * @param keyName TSIG key name with its final dot
   * @param algorithm for example {@code hmac-sha256}
   * @param secret reference to the base64 key
   * @param reverseZone zone of the PTR records without final dot; empty: none are written
   */
  record Rfc2136(
      Server primary,
      String keyName,
      String algorithm,
      SecretReference secret,
      Optional<String> reverseZone,
      int ttlSeconds,
      Server resolver)
      implements DnsEndpoint {}

  /** A person enters the record; RALF verifies by asking the resolver. */
  record Manual(Server resolver, int ttlSeconds) implements DnsEndpoint {}
}
