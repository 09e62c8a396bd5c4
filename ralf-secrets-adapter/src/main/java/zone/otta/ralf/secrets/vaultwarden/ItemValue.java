package zone.otta.ralf.secrets.vaultwarden;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.secrets.SecretComplaints;
import zone.otta.ralf.secrets.vaultwarden.VaultItem.ItemKey;
import zone.otta.ralf.secrets.vaultwarden.VaultReference.Field;
import zone.otta.ralf.secrets.vaultwarden.crypto.Unopened;

/** One part of one item, opened. */
final class ItemValue {
  private static final int LINKED = 3;

  private final VaultItem item;
  private final VaultReference reference;
  private final Keyring keys;

  ItemValue(VaultItem item, VaultReference reference, Keyring keys) {
    this.item = item;
    this.reference = reference;
    this.keys = keys;
  }

  /** The value; the caller closes it. An empty one is none. */
  Secret open() {
    try (ItemKey key = item.key(keys)) {
      Secret value =
          switch (reference.field()) {
            case Field.Fixed fixed -> key.open(fixed(fixed).orElseThrow(this::hasNone));
            case Field.Custom custom -> custom(custom.name(), key);
          };
      if (value.length() == 0) {
        throw hasNone();
      }
      return value;
    } catch (Unopened e) {
      throw unopened(e);
    }
  }

  private Optional<String> fixed(Field.Fixed field) {
    Members login = item.members().part("login");
    return switch (field) {
      case PASSWORD -> login.text("password");
      case USERNAME -> login.text("username");
      case TOTP -> login.text("totp");
      case NOTES -> item.members().text("notes");
      case SSH_PRIVATE -> item.members().part("sshKey").text("privateKey");
    };
  }

  private Secret custom(String name, ItemKey key) throws Unopened {
    List<Members> found = ChangedItem.named(item, key, name);
    if (found.size() > 1) {
      throw ambiguous(found.size());
    }
    if (found.isEmpty() || found.get(0).number("type").filter(t -> t == LINKED).isPresent()) {
      throw hasNone();
    }
    return key.open(found.get(0).text("value").orElseThrow(this::hasNone));
  }

  private RuntimeException hasNone() {
    return SecretComplaints.unusable(
        reference.reference(),
        Text.of(
            "the item has no " + reference.field() + ", or an empty one",
            "der Eintrag hat kein " + reference.field() + " oder ein leeres"),
        Text.of(
            "fill it in, or name another part: #password, #username, #notes, #totp, #ssh-private, #field:NAME",
            "es ausfüllen oder einen anderen Teil nennen: #password, #username, #notes, #totp, #ssh-private, #field:NAME"));
  }

  private RuntimeException ambiguous(int count) {
    return VaultComplaints.ambiguous(
        reference.reference(),
        Text.of(
            "the item has " + count + " fields of that name",
            "der Eintrag hat " + count + " Felder dieses Namens"),
        Text.of("rename all but one of them", "alle bis auf eines umbenennen"));
  }

  private RuntimeException unopened(Unopened e) {
    return VaultComplaints.unopened(reference.reference(), e.why());
  }
}
