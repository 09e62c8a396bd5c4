package zone.otta.ralf.workspace.site;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zone.otta.ralf.diagnostics.CardPath;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.site.SecretReference;
import zone.otta.ralf.site.VaultwardenEndpoint;
import zone.otta.ralf.site.VaultwardenEndpoint.Login;

/** The part {@code vaultwarden}: which server, as whom, and whom to believe. */
final class VaultwardenKeys {
  private static final Pattern URL =
      Pattern.compile(
          "https://([A-Za-z0-9][A-Za-z0-9.-]{0,252}|\\[::1\\])(?::[0-9]{1,5})?((?:/[A-Za-z0-9_.~-]+)*)/?");
  private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,190}");
  private static final Pattern CLIENT = Pattern.compile("user\\.[0-9A-Fa-f-]{36}");
  private static final Text REFERENCE =
      Text.of(
          "a reference: `env:NAME` or `file:path`", "eine Referenz: `env:NAME` oder `file:pfad`");
  private static final String SECTION = "vaultwarden";
  private static final List<String> KEYS =
      List.of(
          "url",
          "email",
          "client_id",
          "client_secret",
          "master_password",
          "ca_file",
          "fingerprint");

  private final YamlKeys keys;
  private final CardPath path;
  private final SiteRemarks remarks;
  private final EndpointKeys hosts;

  VaultwardenKeys(Yaml.Mapping mapping, CardPath path, SiteRemarks remarks, EndpointKeys hosts) {
    this.keys = new YamlKeys(mapping, path, remarks, KEYS);
    this.path = path;
    this.remarks = remarks;
    this.hosts = hosts;
  }

  Optional<VaultwardenEndpoint> endpoint() {
    Optional<String> url =
        keys.require(
            "url",
            Text.of(
                "`https://host`, without name and password",
                "`https://host`, ohne Name und Passwort"),
            this::url);
    Optional<Login> login = login();
    Optional<SecretReference> master =
        keys.require("master_password", REFERENCE, VaultwardenKeys::outside);
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
    return url.flatMap(
        u ->
            login.flatMap(
                l -> master.map(m -> new VaultwardenEndpoint(u, l, m, caFile, fingerprint))));
  }

  private Optional<String> url(String text) {
    Matcher matcher = URL.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    hosts.loopback(matcher.group(1).replaceAll("[\\[\\]]", ""), keys, "url");
    return Optional.of(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
  }

  private Optional<Login> login() {
    if (keys.has("client_id") || keys.has("client_secret")) {
      return apiKey();
    }
    if (!keys.has("email")) {
      remarks.incomplete(
          Text.of("to Vaultwarden", "zu Vaultwarden"),
          path,
          Text.of("the vault needs an account", "der Tresor braucht ein Konto"),
          Text.of(
              "name its API key: `client_id: user.UUID` and `client_secret: env:NAME`",
              "dessen API-Schlüssel nennen: `client_id: user.UUID` und `client_secret: env:NAME`"));
    }
    return keys.get(
            "email", Text.of("an e-mail address", "eine E-Mail-Adresse"), SiteKeys.matching(EMAIL))
        .map(e -> new Login.Password(e.toLowerCase(Locale.ROOT)));
  }

  private Optional<Login> apiKey() {
    if (keys.has("email")) {
      remarks.contradiction(
          SECTION,
          keys.path("email"),
          Text.of("there is an API key", "es gibt einen API-Schlüssel"),
          Text.of(
              "remove it: the key names its account", "entfernen: der Schlüssel nennt sein Konto"));
    }
    Optional<String> id =
        keys.require(
            "client_id",
            Text.of(
                "`user.UUID` (an organisation's key opens no items)",
                "`user.UUID` (der Schlüssel einer Organisation öffnet keine Einträge)"),
            SiteKeys.matching(CLIENT));
    Optional<SecretReference> secret =
        keys.require("client_secret", REFERENCE, VaultwardenKeys::outside);
    return id.flatMap(i -> secret.map(s -> new Login.ApiKey(i, s)));
  }

  /** What opens the vault cannot lie in it. */
  private static Optional<SecretReference> outside(String text) {
    return SecretReference.parse(text).filter(r -> !r.scheme().equals("vaultwarden"));
  }
}
