package zone.otta.ralf.secrets.vaultwarden;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import zone.otta.ralf.secrets.vaultwarden.crypto.EncryptedText;
import zone.otta.ralf.secrets.vaultwarden.crypto.SymmetricKey;
import zone.otta.ralf.secrets.vaultwarden.crypto.Unopened;
import zone.otta.ralf.secrets.vaultwarden.crypto.UserPrivateKey;

/** The user's key and those of his organisations, each opened when it is first needed. */
final class Keyring implements AutoCloseable {
  private final SymmetricKey user;
  private final Optional<String> privateKey;
  private final Map<String, String> organisations;
  private final Map<String, SymmetricKey> opened = new HashMap<>();

  /**
   * @param organisations id -> key, encrypted for the user
   */
  Keyring(SymmetricKey user, Optional<String> privateKey, Map<String, String> organisations) {
    this.user = user;
    this.privateKey = privateKey;
    this.organisations = Map.copyOf(organisations);
  }

  SymmetricKey user() {
    return user;
  }

  /** The key of whom an item belongs to: an organisation, or the user. */
  SymmetricKey owner(Optional<String> organisation) throws Unopened {
    return organisation.isEmpty() ? user : organisation(organisation.get());
  }

  private SymmetricKey organisation(String id) throws Unopened {
    SymmetricKey known = opened.get(id);
    if (known != null) {
      return known;
    }
    String wrapped = organisations.get(id);
    if (wrapped == null || privateKey.isEmpty()) {
      throw Unopened.withoutKey();
    }
    SymmetricKey fresh =
        UserPrivateKey.open(user, EncryptedText.parse(privateKey.get()))
            .unwrap(EncryptedText.parse(wrapped));
    opened.put(id, fresh);
    return fresh;
  }

  @Override
  public void close() {
    user.close();
    opened.values().forEach(SymmetricKey::close);
  }

  @Override
  public String toString() {
    return "Keyring";
  }
}
