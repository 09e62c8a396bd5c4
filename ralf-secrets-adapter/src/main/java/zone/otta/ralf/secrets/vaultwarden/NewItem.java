package zone.otta.ralf.secrets.vaultwarden;

import java.security.SecureRandom;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.secrets.vaultwarden.VaultReference.Field;
import zone.otta.ralf.secrets.vaultwarden.crypto.SymmetricKey;
import zone.otta.ralf.secrets.vaultwarden.crypto.Unopened;

/** A login item as it is sent: the body that the official client sends, every text encrypted. */
final class NewItem {
  private static final int LOGIN = 1;
  private static final int HIDDEN = 1;

  /** Where it shall lie, by ids. A collection has its organisation. */
  record Place(
      Optional<String> folder, Optional<String> organisation, Optional<String> collection) {}

  private final OpenedVault vault;
  private final VaultReference wanted;
  private final SecureRandom random;

  NewItem(OpenedVault vault, VaultReference wanted, SecureRandom random) {
    this.vault = vault;
    this.wanted = wanted;
    this.random = random;
  }

  VaultReply send(Place place, Secret secret) {
    ObjectNode cipher = cipher(place, secret);
    if (place.collection().isEmpty()) {
      return vault.post("/api/ciphers", cipher);
    }
    ObjectNode body = object();
    body.set("cipher", cipher);
    body.putArray("collectionIds").add(place.collection().get());
    return vault.post("/api/ciphers/create", body);
  }

  private static ObjectNode object() {
    return JsonMapper.shared().createObjectNode();
  }

  private ObjectNode cipher(Place place, Secret secret) {
    SymmetricKey key = key(place);
    ObjectNode cipher = object().put("type", LOGIN).put("encryptedFor", vault.userId());
    place.organisation().ifPresent(o -> cipher.put("organizationId", o));
    place
        .folder()
        .ifPresentOrElse(f -> cipher.put("folderId", f), () -> cipher.putNull("folderId"));
    cipher.put("name", sealed(key, wanted.item())).putNull("notes");
    cipher.put("favorite", false).put("reprompt", 0);
    ObjectNode login = cipher.putObject("login").putNull("username").putNull("totp");
    login.putArray("uris");
    var fields = cipher.putArray("fields");
    switch (wanted.field()) {
      case Field.Fixed fixed -> login.put("password", key.seal(secret, random).text());
      case Field.Custom custom -> {
        login.putNull("password");
        fields
            .addObject()
            .put("type", HIDDEN)
            .put("name", sealed(key, custom.name()))
            .put("value", key.seal(secret, random).text());
      }
    }
    return cipher;
  }

  private SymmetricKey key(Place place) {
    try {
      return vault.keys().owner(place.organisation());
    } catch (Unopened e) {
      throw VaultComplaints.unopened(wanted.reference(), e.why());
    }
  }

  private String sealed(SymmetricKey key, String text) {
    try (Secret plain = new Secret(text.toCharArray())) {
      return key.seal(plain, random).text();
    }
  }
}
