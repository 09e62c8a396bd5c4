package zone.otta.ralf.secrets.vaultwarden;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.secrets.vaultwarden.crypto.EncryptedText;
import zone.otta.ralf.secrets.vaultwarden.crypto.KeyDerivation;
import zone.otta.ralf.secrets.vaultwarden.crypto.MasterKey;
import zone.otta.ralf.secrets.vaultwarden.crypto.SymmetricKey;
import zone.otta.ralf.secrets.vaultwarden.crypto.Unopened;
import zone.otta.ralf.site.SecretReference;

/** The vault of one login: fetched whole, once, and again only after something was put into it. */
final class OpenedVault implements AutoCloseable {
  private static final String SYNC = "/api/sync?excludeDomains=true";
  private static final Text OTHER_GENERATION =
      Text.of(
          "the account is of the second generation (v2 encryption), which RALF does not support",
          "das Konto ist eines der zweiten Generation (v2-Verschlüsselung), die RALF nicht"
              + " unterstützt");
  private static final Text OTHER_ACCOUNT =
      Text.of("use another account for RALF", "für RALF ein anderes Konto benutzen");

  private final VaultConnection connection;
  private final Secret token;
  private final String userId;
  private final Keyring keys;
  private VaultContents contents;

  private OpenedVault(
      VaultConnection connection, Secret token, String userId, Keyring keys, Members sync) {
    this.connection = connection;
    this.token = token;
    this.userId = userId;
    this.keys = keys;
    this.contents = new VaultContents(sync, keys, connection.failures());
  }

  /**
   * @throws PortException for whatever stands between the settings and a readable vault
   */
  static OpenedVault open(VaultSettings settings, VaultConnection connection) {
    VaultLogin logins = new VaultLogin(settings, connection);
    try (Login login = logins.login()) {
      if (login.token().length() == 0) {
        throw connection.failures().notUnderstood();
      }
      Members sync = sync(connection, login.token());
      Members profile = sync.part("profile");
      SymmetricKey user = userKey(settings, connection, logins, login, profile);
      Keyring keys =
          new Keyring(
              user, profile.text("privateKey").or(login::privateKey), organisationKeys(profile));
      return new OpenedVault(
          connection, login.token().copy(), profile.text("id").orElse(""), keys, sync);
    }
  }

  private static Members sync(VaultConnection connection, Secret token) {
    VaultReply reply = connection.get(SYNC, token);
    if (!reply.ok()) {
      throw connection.failures().refusedWith(reply.status());
    }
    return reply.body().orElseThrow(connection.failures()::notUnderstood);
  }

  private static Map<String, String> organisationKeys(Members profile) {
    Map<String, String> keys = new HashMap<>();
    for (Members organisation : profile.list("organizations")) {
      organisation
          .text("id")
          .ifPresent(id -> organisation.text("key").ifPresent(key -> keys.put(id, key)));
    }
    return keys;
  }

  private static SymmetricKey userKey(
      VaultSettings settings,
      VaultConnection connection,
      VaultLogin logins,
      Login login,
      Members profile) {
    VaultFailures failures = connection.failures();
    String sealed =
        login
            .userKey()
            .or(() -> profile.text("key"))
            .orElseThrow(
                () ->
                    failures.unsupported(
                        Text.of(
                            "the account has no master password",
                            "das Konto hat kein Master-Passwort"),
                        OTHER_ACCOUNT));
    try {
      EncryptedText text = EncryptedText.parse(sealed);
      if (login.master().isPresent()) {
        return login.master().get().unlock(text);
      }
      String salt =
          login.salt().or(() -> profile.text("email")).orElseThrow(failures::notUnderstood);
      KeyDerivation how = login.derivation().orElseThrow(failures::notUnderstood);
      try (Secret password = settings.masterPassword().get();
          MasterKey master = logins.derive(password, salt, how)) {
        return master.unlock(text);
      }
    } catch (Unopened e) {
      throw switch (e.why()) {
        case KEY -> failures.locked();
        case UNSUPPORTED, REFUSED -> failures.unsupported(OTHER_GENERATION, OTHER_ACCOUNT);
        case FORMAT, WEAK, EXCESSIVE -> failures.notUnderstood();
      };
    }
  }

  /** Empty only if the whole vault was looked through and holds nothing of that name. */
  Optional<VaultItem> find(VaultReference reference) {
    List<VaultItem> found = contents.matching(reference);
    if (found.size() > 1) {
      throw VaultComplaints.ambiguous(
          reference.reference(), found.stream().map(contents::whereabouts).sorted().toList());
    }
    if (found.isEmpty() && reference.uuid().isEmpty() && contents.unreadable() > 0) {
      throw VaultComplaints.hidden(reference.reference(), contents.unreadable());
    }
    return found.stream().findFirst();
  }

  Secret value(VaultItem item, VaultReference reference) {
    return new ItemValue(item, reference, keys).open();
  }

  VaultContents contents() {
    return contents;
  }

  Keyring keys() {
    return keys;
  }

  String userId() {
    return userId;
  }

  VaultReply post(String path, JsonNode json) {
    return connection.post(path, json, token);
  }

  VaultReply put(String path, JsonNode json) {
    return connection.put(path, json, token);
  }

  /**
   * Sends a change of the item that a reference names. One whose answer was lost may have been
   * taken: the caller looks.
   *
   * @throws PortException REFUSED if the server took it not
   */
  void change(SecretReference reference, Supplier<VaultReply> call) {
    VaultReply reply;
    try {
      reply = call.get();
    } catch (PortException e) {
      if (e.fault() == Fault.UNREACHABLE) {
        return;
      }
      throw e;
    }
    if (!reply.ok()) {
      throw VaultComplaints.notTaken(reference, reply.status());
    }
  }

  /** Into the bin, which a person can empty or take from. */
  void discard(VaultItem item) {
    connection.put("/api/ciphers/" + item.id() + "/delete", token);
  }

  /** Fetches it again. */
  void refresh() {
    contents = new VaultContents(sync(connection, token), keys, connection.failures());
  }

  @Override
  public void close() {
    token.close();
    keys.close();
  }
}
