package zone.otta.ralf.secrets.vaultwarden;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.secrets.vaultwarden.crypto.EncryptedText;
import zone.otta.ralf.secrets.vaultwarden.crypto.SymmetricKey;
import zone.otta.ralf.secrets.vaultwarden.crypto.Unopened;

/** One item as the server sends it: its texts stay closed until one is asked for. */
record VaultItem(Members members) {
  String id() {
    return members.text("id").orElse("");
  }

  Optional<String> organisation() {
    return members.text("organizationId");
  }

  Optional<String> folder() {
    return members.text("folderId");
  }

  List<String> collections() {
    return members.texts("collectionIds");
  }

  /** When the server made it; last of all if it does not say. */
  Instant created() {
    try {
      return members.text("creationDate").map(Instant::parse).orElse(Instant.MAX);
    } catch (DateTimeParseException e) {
      return Instant.MAX;
    }
  }

  /** In the bin or the archive: for clients it is not there. */
  boolean put() {
    return members.has("deletedDate") || members.has("archivedDate");
  }

  /**
   * @throws Unopened also for items in a form of the second generation, which have no name here
   */
  String name(Keyring keys) throws Unopened {
    try (ItemKey key = key(keys);
        Secret name = key.open(members.text("name").orElseThrow(Unopened::withoutText))) {
      return new String(name.reveal());
    }
  }

  /** A key of the item's own lies under its owner's. */
  ItemKey key(Keyring keys) throws Unopened {
    SymmetricKey owner = keys.owner(organisation());
    Optional<String> own = members.text("key");
    return own.isEmpty()
        ? new ItemKey(owner, false)
        : new ItemKey(owner.unwrap(EncryptedText.parse(own.get())), true);
  }

  /**
   * What the item's texts are under.
   *
   * @param own whether it is the item's alone, and overwritten after use
   */
  record ItemKey(SymmetricKey key, boolean own) implements AutoCloseable {
    Secret open(String text) throws Unopened {
      return key.open(EncryptedText.parse(text));
    }

    @Override
    public void close() {
      if (own) {
        key.close();
      }
    }
  }
}
