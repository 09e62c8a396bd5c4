package zone.otta.ralf.lab.vault;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/** A person with a web vault: puts things into an account by its keys. */
public final class VaultOwner {
  private static final int LOGIN = 1;
  private static final int NOTE = 2;
  private static final int SSH_KEY = 5;
  private final VaultStore store;
  private final byte[] userKey;
  private final Optional<VaultAccount.Made> made;
  private final Map<String, byte[]> organisations = new ConcurrentHashMap<>();

  private VaultOwner(VaultStore store, byte[] userKey, Optional<VaultAccount.Made> made) {
    this.store = store;
    this.userKey = userKey;
    this.made = made;
  }

  /** Registers. */
  public static VaultOwner register(String email, String masterPassword, Derivation derivation) {
    return of(VaultAccount.register(email, masterPassword, derivation, VaultAccount.newKeys()));
  }

  /** Of an account that was just made. */
  public static VaultOwner of(VaultAccount.Made made) {
    return new VaultOwner(new VaultStore(made.account()), made.userKey(), Optional.of(made));
  }

  /**
   * Of an account that is there.
   *
   * @param userKey in hexadecimal
   */
  public static VaultOwner of(VaultStore store, String userKey) {
    return new VaultOwner(store, HexFormat.of().parseHex(userKey), Optional.empty());
  }

  public VaultStore store() {
    return store;
  }

  public VaultAccount account() {
    return store.account();
  }

  /** A login with a password; its id. */
  public String login(String name, String password) {
    return id(store.add(item(LOGIN, name, login(userKey, password), userKey), List.of()));
  }

  /** A login in a folder. */
  public String loginIn(String folder, String name, String password) {
    ObjectNode item = item(LOGIN, name, login(userKey, password), userKey);
    return id(store.add(item.put("folderId", folder), List.of()));
  }

  /** A login with one more field; type 0 is text, 1 hidden, 2 yes or no, 3 linked. */
  public String withField(String name, String field, int type, Optional<String> value) {
    return withFields(name, List.of(new Field(field, type, value)));
  }

  /** A field that a person adds. */
  public record Field(String name, int type, Optional<String> value) {}

  /** A login with more fields. */
  public String withFields(String name, List<Field> fields) {
    ObjectNode item = item(LOGIN, name, login(userKey, "a-password-beside"), userKey);
    var array = item.putArray("fields");
    for (Field field : fields) {
      ObjectNode one = array.addObject().put("type", field.type());
      one.put("name", Seal.text(userKey, field.name()));
      field
          .value()
          .ifPresentOrElse(
              v -> one.put("value", Seal.text(userKey, v)), () -> one.putNull("value"));
    }
    return id(store.add(item, List.of()));
  }

  /** A login without a password. */
  public String loginWithout(String name) {
    ObjectNode login = VaultStore.object().putNull("username").putNull("password").putNull("totp");
    return id(store.add(item(LOGIN, name, Map.of("login", login), userKey), List.of()));
  }

  /** A note. */
  public String note(String name, String text) {
    ObjectNode note = VaultStore.object().put("type", 0);
    ObjectNode item = item(NOTE, name, Map.of("secureNote", note), userKey);
    return id(store.add(item.put("notes", Seal.text(userKey, text)), List.of()));
  }

  /** An SSH key. */
  public String sshKey(String name, String privateKey) {
    ObjectNode key =
        VaultStore.object()
            .put("privateKey", Seal.text(userKey, privateKey))
            .put("publicKey", Seal.text(userKey, "ssh-ed25519 AAAA"))
            .put("keyFingerprint", Seal.text(userKey, "SHA256:x"));
    return id(store.add(item(SSH_KEY, name, Map.of("sshKey", key), userKey), List.of()));
  }

  /** A folder; its id. */
  public String folder(String name) {
    String id = UUID.randomUUID().toString();
    store.addFolder(id, Seal.text(userKey, name));
    return id;
  }

  /** An organisation the account is a member of; its id. */
  public String organisation(String name) {
    String id = UUID.randomUUID().toString();
    byte[] key = Seal.key();
    organisations.put(id, key);
    store.addOrganisation(id, name, Seal.forUser(made.orElseThrow().keys().getPublic(), key));
    return id;
  }

  /** A collection of an organisation; its id. */
  public String collection(String organisation, String name) {
    String id = UUID.randomUUID().toString();
    store.addCollection(id, organisation, Seal.text(organisationKey(organisation), name));
    return id;
  }

  /** A login of an organisation, under a key of its own. */
  public String loginOf(String organisation, String collection, String name, String password) {
    byte[] own = Seal.key();
    ObjectNode item = item(LOGIN, name, login(own, password), own);
    item.put("organizationId", organisation);
    item.put("key", Seal.bytes(organisationKey(organisation), own));
    return id(store.add(item, List.of(collection)));
  }

  private byte[] organisationKey(String organisation) {
    byte[] key = organisations.get(organisation);
    if (key == null) {
      throw new IllegalArgumentException("no such organisation");
    }
    return key;
  }

  /** An item of which nothing opens. */
  public String damaged() {
    return id(store.add(item(LOGIN, "x", login(Seal.key(), "x"), Seal.key()), List.of()));
  }

  private static Map<String, ObjectNode> login(byte[] key, String password) {
    ObjectNode login = VaultStore.object().put("username", Seal.text(key, "ralf"));
    login.put("password", Seal.text(key, password)).putNull("totp");
    return Map.of("login", login);
  }

  private static ObjectNode item(int type, String name, Map<String, ObjectNode> parts, byte[] key) {
    ObjectNode item = VaultStore.object().put("type", type).put("name", Seal.text(key, name));
    parts.forEach(item::set);
    return item;
  }

  private static String id(ObjectNode stored) {
    return stored.get("id").asString();
  }
}
