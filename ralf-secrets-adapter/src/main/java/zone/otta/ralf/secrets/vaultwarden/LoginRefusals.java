package zone.otta.ralf.secrets.vaultwarden;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.PortException;

/**
 * Why a login was refused, by the texts of Vaultwarden (1.37) and Bitwarden's own server. Those are
 * recognised and put into RALF's words; what the server says is never shown.
 */
final class LoginRefusals {
  private static final int TOO_MANY = 429;
  private static final Map<String, String> FACTORS =
      Map.of(
          "0", "TOTP",
          "1", "e-mail",
          "2", "Duo",
          "3", "YubiKey",
          "6", "Duo",
          "7", "WebAuthn");
  private static final List<String> PASSWORD =
      List.of("username or password is incorrect", "invalid_username_or_password");
  private static final List<String> KEY = List.of("client_secret", "client_id", "invalid_client");

  private static final Text PASSWORD_HELP =
      Text.of(
          "check vaultwarden.email and vaultwarden.master_password; better: use the account's API key",
          "vaultwarden.email und vaultwarden.master_password prüfen; besser: den API-Schlüssel des Kontos benutzen");
  private static final Text KEY_HELP =
      Text.of(
          "in the web vault, account settings, security, keys: view the API key; it changes when it is rotated",
          "im Web-Tresor, Kontoeinstellungen, Sicherheit, Schlüssel: API-Schlüssel anzeigen; er ändert sich, wenn er erneuert wird");

  private final VaultFailures failures;

  LoginRefusals(VaultFailures failures) {
    this.failures = failures;
  }

  PortException of(VaultReply reply) {
    if (reply.status() == TOO_MANY) {
      return failures.tooManyLogins();
    }
    List<String> factors = reply.body().map(b -> b.texts("TwoFactorProviders")).orElse(List.of());
    if (!factors.isEmpty()) {
      return failures.secondFactor(
          factors.stream()
              .map(f -> FACTORS.getOrDefault(f, "?"))
              .distinct()
              .collect(Collectors.joining(", ")));
    }
    return said(reply.message().toLowerCase(Locale.ROOT), reply.status());
  }

  private PortException said(String message, int status) {
    if (message.contains("device verification")) {
      return failures.secondFactor("new device");
    }
    if (message.contains("disabled")) {
      return failures.notLetIn(
          Text.of("the account is disabled", "das Konto ist gesperrt"),
          Text.of(
              "enable it in the server's admin page", "auf der Admin-Seite des Servers freigeben"));
    }
    if (PASSWORD.stream().anyMatch(message::contains)) {
      return failures.notLetIn(
          Text.of(
              "e-mail address or master password is wrong",
              "E-Mail-Adresse oder Master-Passwort ist falsch"),
          PASSWORD_HELP);
    }
    if (KEY.stream().anyMatch(message::contains)) {
      return failures.notLetIn(
          Text.of("client_id or client_secret is wrong", "client_id oder client_secret ist falsch"),
          KEY_HELP);
    }
    if (message.contains("sso")) {
      return failures.unsupported(
          Text.of("it wants a login by SSO", "er verlangt eine Anmeldung über SSO"),
          Text.of(
              "use an account with a master password", "ein Konto mit Master-Passwort benutzen"));
    }
    return failures.notLetIn(
        Text.of(
            "HTTP " + status + ", without a reason that RALF knows",
            "HTTP " + status + ", ohne einen Grund, den RALF kennt"),
        Text.of("see the server's own log", "im Protokoll des Servers nachsehen"));
  }
}
