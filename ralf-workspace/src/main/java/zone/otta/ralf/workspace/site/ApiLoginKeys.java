package zone.otta.ralf.workspace.site;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import zone.otta.ralf.diagnostics.CardPath;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.site.ApiLogin;
import zone.otta.ralf.site.SecretReference;

/** As whom RALF comes to the API: a token, or user and password, one of both. */
final class ApiLoginKeys {
  private static final String TOKEN = "token";
  private static final String USER = "user";
  private static final String PASSWORD = "password";
  private static final Pattern NAME =
      Pattern.compile("[!-~&&[^:/=!@]]{1,60}@[A-Za-z][A-Za-z0-9._-]{0,31}");
  private final SiteRemarks remarks;

  ApiLoginKeys(SiteRemarks remarks) {
    this.remarks = remarks;
  }

  /**
   * @param lacking where it is said that something lacks
   */
  Optional<ApiLogin> login(Optional<YamlKeys> api, CardPath lacking) {
    Optional<YamlKeys> part =
        api.filter(p -> List.of(TOKEN, USER, PASSWORD).stream().anyMatch(p::has));
    if (part.isEmpty()) {
      remarks.incomplete(
          lacking,
          Text.of("the API needs a token", "die API braucht ein Token"),
          Text.of(
              "name where it is: `api: {token: env:RALF_PROXMOX_TOKEN}`, never the token itself; or user and password",
              "nennen, wo es ist: `api: {token: env:RALF_PROXMOX_TOKEN}`, nie das Token selbst; oder user und password"));
    }
    return part.flatMap(p -> p.has(TOKEN) ? token(p) : password(p, lacking));
  }

  private Optional<ApiLogin> token(YamlKeys part) {
    for (String key : List.of(USER, PASSWORD)) {
      if (part.has(key)) {
        remarks.contradiction(
            part.path(key),
            Text.of("there is a token already", "es gibt schon ein Token"),
            Text.of(
                "a token, or user and password: remove one of both",
                "ein Token, oder user und password: eines von beiden entfernen"));
      }
    }
    return reference(part, TOKEN).map(ApiLogin.Token::new);
  }

  private Optional<ApiLogin> password(YamlKeys part, CardPath lacking) {
    if (!part.has(USER) || !part.has(PASSWORD)) {
      remarks.incomplete(
          lacking,
          Text.of("a log-in needs user and password", "eine Anmeldung braucht user und password"),
          Text.of(
              "both: `api: {user: ralf@pve, password: env:RALF_PROXMOX_PASSWORD}`; never the password itself",
              "beides: `api: {user: ralf@pve, password: env:RALF_PROXMOX_PASSWORD}`; nie das Passwort selbst"));
      return Optional.empty();
    }
    Optional<String> user =
        part.get(
            USER,
            Text.of("user and realm, `ralf@pve`", "Benutzer und Realm, `ralf@pve`"),
            SiteKeys.matching(NAME));
    Optional<SecretReference> password = reference(part, PASSWORD);
    return user.flatMap(u -> password.map(p -> new ApiLogin.Password(u, p)));
  }

  private static Optional<SecretReference> reference(YamlKeys part, String key) {
    return part.get(
        key,
        Text.of(
            "a reference: `env:NAME` or `file:path`", "eine Referenz: `env:NAME` oder `file:pfad`"),
        SecretReference::parse);
  }
}
