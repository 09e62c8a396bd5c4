package zone.otta.ralf.secrets.vaultwarden;

import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.secrets.vaultwarden.crypto.KeyDerivation;
import zone.otta.ralf.secrets.vaultwarden.crypto.MasterKey;
import zone.otta.ralf.secrets.vaultwarden.crypto.Unopened;

/** Logs in, once: a refused login is not tried again, since the server counts them. */
final class VaultLogin {
  /** The kind of device this is: a command line on Linux. */
  static final String LINUX_CLI = "25";

  private static final String TOKEN = "/identity/connect/token";
  private static final String PRELOGIN = "/identity/accounts/prelogin";

  private final VaultSettings settings;
  private final VaultConnection connection;
  private final VaultFailures failures;
  private final LoginRefusals refusals;

  VaultLogin(VaultSettings settings, VaultConnection connection) {
    this.settings = settings;
    this.connection = connection;
    this.failures = connection.failures();
    this.refusals = new LoginRefusals(failures);
  }

  /** The caller closes it. */
  Login login() {
    return switch (settings.access()) {
      case VaultAccess.ApiKey key -> byKey(key);
      case VaultAccess.Password password -> byPassword(password.email());
    };
  }

  private Login byKey(VaultAccess.ApiKey key) {
    if (key.ofOrganisation()) {
      throw failures.unsupported(
          Text.of(
              "an organisation's API key opens no items, it is for directory services",
              "der API-Schlüssel einer Organisation öffnet keine Einträge, er ist für Verzeichnisdienste"),
          Text.of(
              "use the API key of a user who is a member of it: client_id user.UUID",
              "den API-Schlüssel eines Benutzers nehmen, der ihr angehört: client_id user.UUID"));
    }
    try (Secret secret = key.secret().get();
        SecretForm form =
            new SecretForm()
                .with("grant_type", "client_credentials")
                .with("scope", "api")
                .with("client_id", key.clientId())
                .with("client_secret", secret)) {
      return Login.of(accepted(connection.post(TOKEN, withDevice(form))), Optional.empty());
    }
  }

  private Login byPassword(String email) {
    String user = email.strip().toLowerCase(Locale.ROOT);
    JsonNode question = JsonMapper.shared().createObjectNode().put("email", user);
    Members answer = accepted(connection.post(PRELOGIN, question));
    KeyDerivation how =
        Derivations.nested(answer.part("kdfSettings"))
            .or(() -> Derivations.flat(answer))
            .orElseThrow(failures::notUnderstood);
    try (Secret password = settings.masterPassword().get()) {
      MasterKey master = derive(password, answer.text("salt").orElse(user), how);
      return send(user, password, master);
    }
  }

  private Login send(String user, Secret password, MasterKey master) {
    try (Secret hash = master.loginHash(password);
        SecretForm form =
            new SecretForm()
                .with("grant_type", "password")
                .with("scope", "api offline_access")
                .with("client_id", "cli")
                .with("username", user)
                .with("password", hash)) {
      return Login.of(accepted(connection.post(TOKEN, withDevice(form))), Optional.of(master));
    } catch (PortException e) {
      master.close();
      throw e;
    }
  }

  /**
   * @throws PortException RALF-W108 for parameters out of bounds: nothing was computed or sent
   */
  MasterKey derive(Secret password, String salt, KeyDerivation how) {
    try {
      return MasterKey.derive(password, salt, how);
    } catch (Unopened e) {
      throw failures.derivation(e.why() == Unopened.Why.WEAK);
    }
  }

  private SecretForm withDevice(SecretForm form) {
    return form.with("deviceType", LINUX_CLI)
        .with("deviceIdentifier", settings.device().get())
        .with("deviceName", "ralf");
  }

  private Members accepted(VaultReply reply) {
    if (!reply.ok()) {
      throw refusals.of(reply);
    }
    return reply.body().orElseThrow(failures::notUnderstood);
  }
}
