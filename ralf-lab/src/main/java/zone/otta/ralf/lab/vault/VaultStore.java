package zone.otta.ralf.lab.vault;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What one account sees of the server's data, all of it encrypted. Thread-safe. */
public final class VaultStore {
  private static final List<String> PARTS =
      List.of(
          "login",
          "secureNote",
          "card",
          "identity",
          "sshKey",
          "bankAccount",
          "driversLicense",
          "passport");
  private final VaultAccount account;
  private final List<ObjectNode> ciphers = new ArrayList<>();
  private final List<ObjectNode> folders = new ArrayList<>();
  private final List<ObjectNode> collections = new ArrayList<>();
  private final List<ObjectNode> organisations = new ArrayList<>();

  public VaultStore(VaultAccount account) {
    this.account = account;
  }

  public VaultAccount account() {
    return account;
  }

  static ObjectNode object() {
    return JsonMapper.shared().createObjectNode();
  }

  /** An item as a client sends it becomes one as the server sends it. */
  public synchronized ObjectNode add(JsonNode sent, List<String> collectionIds) {
    ObjectNode cipher = object();
    cipher.put("id", UUID.randomUUID().toString());
    String now = Instant.now().toString();
    fill(cipher, sent);
    cipher.put("edit", true).put("viewPassword", true).put("organizationUseTotp", true);
    cipher.set("permissions", object().put("delete", true).put("restore", true));
    ArrayNode in = cipher.putArray("collectionIds");
    collectionIds.forEach(in::add);
    cipher.put("creationDate", now).put("revisionDate", now);
    cipher.putNull("deletedDate").putNull("archivedDate").putNull("attachments");
    cipher.putNull("passwordHistory");
    cipher.put("object", "cipherDetails");
    ciphers.add(cipher);
    return cipher;
  }

  private static void fill(ObjectNode cipher, JsonNode sent) {
    for (String name : List.of("organizationId", "folderId", "notes", "key")) {
      cipher.set(name, sent.path(name).isString() ? sent.get(name) : object().nullNode());
    }
    cipher.set("type", sent.get("type"));
    cipher.set("name", sent.get("name"));
    cipher.put("reprompt", sent.path("reprompt").asInt(0));
    cipher.put("favorite", sent.path("favorite").asBoolean(false));
    for (String part : PARTS) {
      cipher.set(part, sent.path(part).isObject() ? sent.get(part) : object().nullNode());
    }
    cipher.set("fields", sent.path("fields").isArray() ? sent.get("fields") : object().nullNode());
  }

  /**
   * What was sent takes the place of the whole item; empty if somebody changed it by more than a
   * second since the client saw it.
   */
  synchronized Optional<ObjectNode> change(String id, JsonNode sent) {
    ObjectNode cipher = cipher(id).orElseThrow();
    Instant known = Instant.parse(sent.path("lastKnownRevisionDate").asString(""));
    if (Instant.parse(cipher.get("revisionDate").asString()).isAfter(known.plusSeconds(1))) {
      return Optional.empty();
    }
    fill(cipher, sent);
    cipher.set(
        "passwordHistory",
        sent.path("passwordHistory").isArray() ? sent.get("passwordHistory") : object().nullNode());
    cipher.put("revisionDate", Instant.now().toString());
    return Optional.of(cipher);
  }

  /** As it is, from a record of a real conversation. */
  public synchronized void addCipher(JsonNode cipher) {
    ciphers.add((ObjectNode) cipher.deepCopy());
  }

  public synchronized ObjectNode addFolder(String id, String name) {
    ObjectNode folder =
        object().put("id", id).put("name", name).put("revisionDate", Instant.now().toString());
    folder.put("object", "folder");
    folders.add(folder);
    return folder;
  }

  public synchronized void addCollection(String id, String organisation, String name) {
    collections.add(
        object()
            .put("id", id)
            .put("organizationId", organisation)
            .put("name", name)
            .put("readOnly", false)
            .put("hidePasswords", false)
            .put("manage", false)
            .putNull("externalId")
            .put("object", "collectionDetails"));
  }

  public synchronized void addOrganisation(String id, String name, String key) {
    organisations.add(
        object()
            .put("id", id)
            .put("name", name)
            .put("key", key)
            .put("status", 2)
            .put("type", 2)
            .put("enabled", true)
            .put("userId", account.id())
            .put("object", "profileOrganization"));
  }

  synchronized Optional<ObjectNode> cipher(String id) {
    return ciphers.stream().filter(c -> c.get("id").asString().equals(id)).findFirst();
  }

  /** Into the bin. */
  public synchronized boolean delete(String id) {
    Optional<ObjectNode> cipher = cipher(id);
    cipher.ifPresent(c -> c.put("deletedDate", Instant.now().toString()));
    return cipher.isPresent();
  }

  /** Gone altogether. */
  public synchronized void remove(String id) {
    ciphers.removeIf(c -> c.get("id").asString().equals(id));
  }

  synchronized ObjectNode profile() {
    ObjectNode profile =
        object()
            .put("_status", 0)
            .put("id", account.id())
            .put("name", "ralf")
            .put("email", account.email())
            .put("emailVerified", true)
            .put("premium", true)
            .put("premiumFromOrganization", false)
            .put("culture", "en-US")
            .put("twoFactorEnabled", false)
            .put("key", account.key())
            .put("privateKey", account.privateKey())
            .put("securityStamp", "stamp")
            .put("forcePasswordReset", false)
            .put("usesKeyConnector", false)
            .put("object", "profile");
    profile.set("accountKeys", accountKeys());
    profile.set("organizations", array(organisations));
    profile.putArray("providers");
    profile.putArray("providerOrganizations");
    return profile;
  }

  ObjectNode accountKeys() {
    ObjectNode keys = object();
    keys.set(
        "publicKeyEncryptionKeyPair",
        object()
            .put("wrappedPrivateKey", account.privateKey())
            .put("publicKey", account.publicKey())
            .putNull("signedPublicKey")
            .put("Object", "publicKeyEncryptionKeyPair"));
    return keys.putNull("signatureKeyPair").putNull("securityState").put("Object", "privateKeys");
  }

  private static ArrayNode array(List<ObjectNode> nodes) {
    ArrayNode array = JsonMapper.shared().createArrayNode();
    nodes.forEach(n -> array.add(n.deepCopy()));
    return array;
  }

  synchronized ObjectNode sync() {
    ObjectNode sync = object();
    sync.set("profile", profile());
    sync.set("folders", array(folders));
    sync.set("collections", array(collections));
    sync.set("ciphers", array(ciphers));
    sync.putArray("policies");
    sync.putArray("sends");
    sync.putNull("domains");
    return sync.put("object", "sync");
  }
}
