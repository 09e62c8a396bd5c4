package zone.otta.ralf.site;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** How internal names are registered. */
public sealed interface DnsEndpoint {
  /**
   * The resolvers that are asked whether a name resolves. Never empty; the first is the one that
   * clients use.
   */
  List<Server> resolvers();

  /** The lifetime of records; taken as wanted where a way knows none. */
  int ttlSeconds();

  /** What RALF needs to be let in. */
  List<SecretReference> secrets();

  /** The zone of the PTR records that RALF writes itself, without final dot; empty: none. */
  default Optional<String> reverseZone() {
    return Optional.empty();
  }

  /** What a plan binds: kind, server, as whom. No secret. */
  String target();

  /** A DNS server. */
  record Server(String host, int port) {
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /**
   * A server that is spoken to by HTTPS.
   *
   * @param caFile the authority that signs its certificate
   * @param fingerprint SHA-256 of the certificate itself; with neither, what {@code ralf trust}
   *     learned
   */
  record Web(String host, int port, Optional<String> caFile, Optional<String> fingerprint) {
    public Web {
      Objects.requireNonNull(host);
      Objects.requireNonNull(caFile);
      Objects.requireNonNull(fingerprint);
    }

    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /**
   * RFC 2136 updates to the primary.
   *
   * @param keyName TSIG key name with its final dot
   * @param algorithm for example {@code hmac-sha256}
   * @param secret reference to the base64 key
   */
  record Rfc2136(
      Server primary,
      String keyName,
      String algorithm,
      SecretReference secret,
      Optional<String> reverseZone,
      int ttlSeconds,
      List<Server> resolvers)
      implements DnsEndpoint {
    public Rfc2136 {
      resolvers = some(resolvers);
    }

    @Override
    public List<SecretReference> secrets() {
      return List.of(secret);
    }

    @Override
    public String target() {
      return "rfc2136 " + primary + " key " + keyName;
    }
  }

  /**
   * Host overrides of Unbound on an OPNsense firewall.
   *
   * @param key reference to the API key
   * @param secret reference to the API key's secret
   * @param unbound where that Unbound answers by DNS
   */
  record Opnsense(
      Web api,
      SecretReference key,
      SecretReference secret,
      Server unbound,
      int ttlSeconds,
      List<Server> resolvers)
      implements DnsEndpoint {
    public Opnsense {
      resolvers = some(resolvers);
    }

    @Override
    public List<SecretReference> secrets() {
      return List.of(key, secret);
    }

    @Override
    public String target() {
      return "opnsense " + api;
    }
  }

  /**
   * Local DNS records of a Pi-hole, version 6.
   *
   * @param password reference to its password
   * @param dns where it answers by DNS
   */
  record Pihole(
      Web api, SecretReference password, Server dns, int ttlSeconds, List<Server> resolvers)
      implements DnsEndpoint {
    public Pihole {
      resolvers = some(resolvers);
    }

    @Override
    public List<SecretReference> secrets() {
      return List.of(password);
    }

    @Override
    public String target() {
      return "pihole " + api;
    }
  }

  /** A person enters the record; RALF verifies by asking the resolver. */
  record Manual(List<Server> resolvers, int ttlSeconds) implements DnsEndpoint {
    public Manual {
      resolvers = some(resolvers);
    }

    @Override
    public List<SecretReference> secrets() {
      return List.of();
    }

    @Override
    public String target() {
      return "manual";
    }
  }

  private static List<Server> some(List<Server> resolvers) {
    if (resolvers.isEmpty()) {
      throw new IllegalArgumentException("a resolver is needed");
    }
    return List.copyOf(resolvers);
  }
}
