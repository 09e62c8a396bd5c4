package zone.otta.ralf.secrets.vaultwarden;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.secrets.vaultwarden.crypto.EncryptedText;
import zone.otta.ralf.secrets.vaultwarden.crypto.SymmetricKey;
import zone.otta.ralf.secrets.vaultwarden.crypto.Unopened;

/** What the server sent, with names opened: they are what is searched by. Values stay closed. */
final class VaultContents {
  /** An item, and its name if that could be opened. */
  record Named(VaultItem item, Optional<String> name) {}

  private final Keyring keys;
  private final List<Named> items = new ArrayList<>();
  private final Map<String, String> folders = new HashMap<>();
  private final Map<String, String> collections = new HashMap<>();
  private final Map<String, String> organisations = new HashMap<>();

  /** Collection -> its organisation. */
  private final Map<String, String> owners = new HashMap<>();

  /**
   * @param sync the answer of {@code /api/sync}
   * @throws PortException RALF-W107 if a list in it is none: what is not found would seem absent
   */
  VaultContents(Members sync, Keyring keys, VaultFailures failures) {
    this.keys = keys;
    for (Members organisation : sync.part("profile").list("organizations")) {
      put(organisations, organisation, organisation.text("name"));
    }
    for (Members folder : whole(sync, "folders", failures)) {
      put(folders, folder, opened(folder, Optional.empty()));
    }
    for (Members collection : whole(sync, "collections", failures)) {
      put(owners, collection, collection.text("organizationId"));
      put(collections, collection, opened(collection, collection.text("organizationId")));
    }
    for (Members cipher : whole(sync, "ciphers", failures)) {
      VaultItem item = new VaultItem(cipher);
      if (!item.put()) {
        items.add(new Named(item, name(item)));
      }
    }
  }

  private static List<Members> whole(Members sync, String name, VaultFailures failures) {
    return sync.wholeList(name).orElseThrow(failures::notUnderstood);
  }

  private static void put(Map<String, String> names, Members part, Optional<String> name) {
    part.text("id").ifPresent(id -> name.ifPresent(n -> names.put(id, n)));
  }

  private Optional<String> opened(Members part, Optional<String> organisation) {
    try {
      SymmetricKey key = keys.owner(organisation);
      try (Secret name =
          key.open(EncryptedText.parse(part.text("name").orElseThrow(Unopened::withoutText)))) {
        return Optional.of(new String(name.reveal()));
      }
    } catch (Unopened e) {
      return Optional.empty();
    }
  }

  private Optional<String> name(VaultItem item) {
    try {
      return Optional.of(item.name(keys));
    } catch (Unopened e) {
      return Optional.empty();
    }
  }

  /** All that fit. */
  List<VaultItem> matching(VaultReference reference) {
    return items.stream()
        .filter(n -> named(n, reference))
        .map(Named::item)
        .filter(i -> is(i.folder(), reference.folder(), folders))
        .filter(i -> is(i.organisation(), reference.organisation(), organisations))
        .filter(i -> inCollection(i, reference.collection()))
        .toList();
  }

  private static boolean named(Named named, VaultReference reference) {
    return reference
        .uuid()
        .map(uuid -> named.item().id().equalsIgnoreCase(uuid))
        .orElseGet(() -> named.name().filter(reference.item()::equals).isPresent());
  }

  private static boolean is(
      Optional<String> id, Optional<String> wanted, Map<String, String> names) {
    return wanted.isEmpty() || id.filter(i -> is(i, wanted.get(), names)).isPresent();
  }

  private static boolean is(String id, String wanted, Map<String, String> names) {
    return id.equalsIgnoreCase(wanted) || wanted.equals(names.get(id));
  }

  private boolean inCollection(VaultItem item, Optional<String> wanted) {
    return wanted.isEmpty()
        || item.collections().stream().anyMatch(c -> is(c, wanted.get(), collections));
  }

  /** Items of which not even the name could be opened: what is not found may be one of them. */
  long unreadable() {
    return items.stream().filter(n -> n.name().isEmpty()).count();
  }

  /** The folder with exactly this name or id. */
  List<String> foldersNamed(String wanted) {
    return folders.keySet().stream().filter(id -> is(id, wanted, folders)).toList();
  }

  /** The collections with exactly this name or id, of this organisation if one is named. */
  List<String> collectionsNamed(String wanted, Optional<String> organisation) {
    return collections.keySet().stream()
        .filter(id -> is(id, wanted, collections))
        .filter(id -> is(Optional.of(ownerOf(id)), organisation, organisations))
        .toList();
  }

  /** The organisation a collection belongs to. */
  String ownerOf(String collection) {
    return owners.getOrDefault(collection, "");
  }

  /**
   * Where an item lies, in names, for a person who has to tell it from another. The id is the
   * server's word: what is none is not shown.
   */
  String whereabouts(VaultItem item) {
    var words = new ArrayList<String>(List.of(VaultReference.isUuid(item.id()) ? item.id() : "?"));
    item.folder().map(folders::get).ifPresent(f -> words.add("folder=" + f));
    item.collections().stream().map(collections::get).forEach(c -> words.add("collection=" + c));
    item.organisation().map(organisations::get).ifPresent(o -> words.add("org=" + o));
    return String.join(" ", words);
  }
}
