package zone.otta.ralf.workspace.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zone.otta.ralf.diagnostics.CardPath;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.site.DnsEndpoint;
import zone.otta.ralf.site.DnsEndpoint.Server;
import zone.otta.ralf.site.DnsEndpoint.Web;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.SecretReference;

/** The part {@code dns}: by which way names are written, and who is asked for them. */
final class DnsKeys {
  private static final String SECTION = "dns";
  private static final int DNS = 53;
  private static final int HTTPS = 443;
  private static final int DAY = 86_400;
  private static final Pattern ADAPTER = Pattern.compile("rfc2136|opnsense|pihole|manual");
  private static final Pattern ALGORITHM = Pattern.compile("hmac-(?:sha(?:1|224|256|384|512)|md5)");
  private static final Pattern KEY_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,252}");
  private static final Pattern SERVER =
      Pattern.compile("([A-Za-z0-9][A-Za-z0-9.-]{0,252})(?::([0-9]{1,5}))?");
  private static final List<String> KEYS =
      List.of(
          "adapter",
          "server",
          "port",
          "key_name",
          "algorithm",
          "key_secret",
          "reverse_zone",
          "host",
          "key",
          "secret",
          "password",
          "ca_file",
          "fingerprint",
          "dns_port",
          "ttl",
          "resolver_host",
          "resolver_port",
          "resolvers");

  private final YamlKeys keys;
  private final SiteRemarks remarks;
  private final EndpointKeys hosts;

  DnsKeys(Yaml.Mapping mapping, CardPath path, SiteRemarks remarks, EndpointKeys hosts) {
    this.keys = new YamlKeys(mapping, path, remarks, KEYS);
    this.remarks = remarks;
    this.hosts = hosts;
  }

  Optional<DnsEndpoint> endpoint() {
    Optional<String> adapter =
        keys.require(
            "adapter",
            Text.same("`rfc2136`, `opnsense`, `pihole`, `manual`"),
            SiteKeys.matching(ADAPTER));
    List<Server> asked = resolvers();
    int ttl = keys.get("ttl", Text.same("1..86400"), EndpointKeys.number(DAY)).orElse(300);
    return adapter.flatMap(
        a ->
            switch (a) {
              case "rfc2136" -> rfc2136(asked, ttl);
              case "opnsense" -> opnsense(asked, ttl);
              case "pihole" -> pihole(asked, ttl);
              default -> manual(asked, ttl);
            });
  }

  /** The one that clients use, and others that shall say the same. */
  private List<Server> resolvers() {
    var all = new ArrayList<Server>();
    Text form = Text.same("`10.10.0.1`, `10.10.0.2:5353`");
    Optional<List<Server>> named = keys.list("resolvers", form, this::server);
    if (named.filter(List::isEmpty).isPresent()) {
      remarks.unreadable(keys.path("resolvers"), "resolvers", form);
    }
    if (named.isPresent() && (keys.has("resolver_host") || keys.has("resolver_port"))) {
      remarks.contradiction(
          SECTION,
          keys.path("resolvers"),
          Text.of("there is a single resolver too", "es gibt auch einen einzelnen Resolver"),
          Text.of("keep `resolvers` alone", "nur `resolvers` behalten"));
    }
    named.ifPresent(all::addAll);
    if (all.isEmpty()) {
      all.add(resolver());
    }
    return all;
  }

  private Server resolver() {
    int port = EndpointKeys.port(keys, "resolver_port", DNS);
    String host =
        keys.has("resolver_host")
            ? hosts.host(keys, "resolver_host").orElseGet(() -> hosts.resolver(keys))
            : hosts.resolver(keys);
    return new Server(host, port);
  }

  private Optional<Server> server(String text) {
    Matcher matcher = SERVER.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    hosts.loopback(matcher.group(1), keys, "resolvers");
    int port = matcher.group(2) == null ? DNS : Integer.parseInt(matcher.group(2));
    return port >= 1 && port <= 0xffff
        ? Optional.of(new Server(matcher.group(1), port))
        : Optional.empty();
  }

  private Optional<DnsEndpoint> manual(List<Server> asked, int ttl) {
    return foreign("key_name", "key_secret", "reverse_zone", "host", "key", "secret", "password")
        ? Optional.empty()
        : Optional.of(new DnsEndpoint.Manual(asked, ttl));
  }

  private Optional<DnsEndpoint> rfc2136(List<Server> asked, int ttl) {
    if (foreign("host", "key", "secret", "password", "ca_file", "fingerprint", "dns_port")) {
      return Optional.empty();
    }
    Optional<String> server = hosts.host(keys, "server");
    int port = EndpointKeys.port(keys, "port", DNS);
    Optional<String> name =
        keys.require(
                "key_name",
                Text.of("the name of the TSIG key", "der Name des TSIG-Schlüssels"),
                SiteKeys.matching(KEY_NAME))
            .map(n -> n.endsWith(".") ? n : n + ".");
    Optional<SecretReference> secret = reference("key_secret", "env:RALF_TSIG_KEY");
    String algorithm =
        keys.get("algorithm", Text.same("`hmac-sha256`"), SiteKeys.matching(ALGORITHM))
            .orElse("hmac-sha256");
    Optional<String> reverse =
        keys.get(
            "reverse_zone",
            Text.same("`10.10.in-addr.arpa`"),
            t -> DnsName.parse(t.replaceFirst("\\.$", "")).map(DnsName::name));
    return server.flatMap(
        host ->
            name.flatMap(
                n ->
                    secret.map(
                        s ->
                            new DnsEndpoint.Rfc2136(
                                new Server(host, port), n, algorithm, s, reverse, ttl, asked))));
  }

  private Optional<DnsEndpoint> opnsense(List<Server> asked, int ttl) {
    if (foreign("server", "key_name", "algorithm", "key_secret", "reverse_zone", "password")) {
      return Optional.empty();
    }
    Optional<Web> api = web();
    Optional<SecretReference> key = reference("key", "env:RALF_OPNSENSE_KEY");
    Optional<SecretReference> secret = reference("secret", "env:RALF_OPNSENSE_SECRET");
    return api.flatMap(
        web ->
            key.flatMap(
                k -> secret.map(s -> new DnsEndpoint.Opnsense(web, k, s, dns(web), ttl, asked))));
  }

  private Optional<DnsEndpoint> pihole(List<Server> asked, int ttl) {
    if (foreign("server", "key_name", "algorithm", "key_secret", "reverse_zone", "key", "secret")) {
      return Optional.empty();
    }
    Optional<Web> api = web();
    return api.flatMap(
        web ->
            reference("password", "env:RALF_PIHOLE_PASSWORD")
                .map(p -> new DnsEndpoint.Pihole(web, p, dns(web), ttl, asked)));
  }

  private Optional<Web> web() {
    Optional<String> caFile = hosts.file(keys, "ca_file");
    Optional<String> fingerprint =
        keys.get(
            "fingerprint",
            Text.of("the certificate's SHA-256, 32 pairs", "SHA-256 des Zertifikats, 32 Paare"),
            SiteKeys.matching(EndpointKeys.FINGERPRINT));
    if (keys.has("ca_file") && keys.has("fingerprint")) {
      remarks.contradiction(
          SECTION,
          keys.path("fingerprint"),
          Text.of("there is a ca_file too", "es gibt auch ca_file"),
          Text.of("keep one of the two", "eines von beiden behalten"));
    }
    int port = EndpointKeys.port(keys, "port", HTTPS);
    return hosts.host(keys, "host").map(host -> new Web(host, port, caFile, fingerprint));
  }

  private Server dns(Web web) {
    return new Server(web.host(), EndpointKeys.port(keys, "dns_port", DNS));
  }

  private Optional<SecretReference> reference(String key, String example) {
    return keys.require(
        key,
        Text.of("a reference, `" + example + "`", "eine Referenz, `" + example + "`"),
        SecretReference::parse);
  }

  /** Keys of another adapter: what they would mean here is not for RALF to guess. */
  private boolean foreign(String... others) {
    boolean found = false;
    for (String other : others) {
      if (keys.has(other)) {
        found = true;
        remarks.contradiction(
            SECTION,
            keys.path(other),
            Text.of("a key of another adapter", "ein Schlüssel eines anderen Adapters"),
            Text.of("remove it, or choose its adapter", "entfernen oder seinen Adapter wählen"));
      }
    }
    return found;
  }
}
