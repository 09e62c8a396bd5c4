package zone.otta.ralf.secrets.vaultwarden;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.secrets.vaultwarden.VaultItem.ItemKey;
import zone.otta.ralf.secrets.vaultwarden.crypto.Unopened;

/**
 * An item as it is sent back changed. The server replaces the whole of it, so all that a client may
 * set goes back as it came; {@code lastKnownRevisionDate} has the server refuse it if somebody
 * changed the item meanwhile (vaultwarden.md, section 10).
 */
final class ChangedItem {
  private static final List<String> KEPT =
      List.of(
          "type",
          "name",
          "notes",
          "organizationId",
          "folderId",
          "key",
          "favorite",
          "reprompt",
          "login",
          "fields",
          "passwordHistory");
  private static final int HIDDEN = 1;
  private final VaultItem item;
  private final VaultReference wanted;
  private final OpenedVault vault;
  private final SecureRandom random;
  private final ObjectNode body = JsonMapper.shared().createObjectNode();

  ChangedItem(VaultItem item, VaultReference wanted, OpenedVault vault, SecureRandom random) {
    this.item = item;
    this.wanted = wanted;
    this.vault = vault;
    this.random = random;
    ObjectNode all = (ObjectNode) today(item.members().json());
    for (String name : KEPT) {
      if (all.has(name)) {
        body.set(name, all.get(name));
      }
    }
    body.put("encryptedFor", vault.userId());
    item.members().text("revisionDate").ifPresent(d -> body.put("lastKnownRevisionDate", d));
  }

  /** {@code LikeThis}, as servers before 1.31 answer, becomes {@code likeThis}. */
  private static JsonNode today(JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode other = JsonMapper.shared().createObjectNode();
      object
          .properties()
          .forEach(
              e ->
                  other.set(
                      e.getKey().substring(0, 1).toLowerCase(Locale.ROOT) + e.getKey().substring(1),
                      today(e.getValue())));
      return other;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode other = JsonMapper.shared().createArrayNode();
      array.forEach(n -> other.add(today(n)));
      return other;
    }
    return node;
  }

  /** The fields of an item that have this name. */
  static List<Members> named(VaultItem item, ItemKey key, String name) throws Unopened {
    var found = new ArrayList<Members>();
    for (Members field : item.members().list("fields")) {
      Optional<String> sealed = field.text("name");
      if (sealed.isPresent()) {
        try (Secret plain = key.open(sealed.get())) {
          if (name.equals(new String(plain.reveal()))) {
            found.add(field);
          }
        }
      }
    }
    return found;
  }

  ChangedItem withPassword(Secret password) {
    try (ItemKey key = item.key(vault.keys())) {
      ObjectNode login =
          body.get("login") instanceof ObjectNode there ? there : body.putObject("login");
      login.put("password", key.key().seal(password, random).text());
      return this;
    } catch (Unopened e) {
      throw VaultComplaints.unopened(wanted.reference(), e.why());
    }
  }

  ChangedItem withHidden(String name, Secret value) {
    try (ItemKey key = item.key(vault.keys());
        Secret plain = new Secret(name.toCharArray())) {
      ArrayNode fields =
          body.get("fields") instanceof ArrayNode there ? there : body.putArray("fields");
      fields
          .addObject()
          .put("type", HIDDEN)
          .put("name", key.key().seal(plain, random).text())
          .put("value", key.key().seal(value, random).text());
      return this;
    } catch (Unopened e) {
      throw VaultComplaints.unopened(wanted.reference(), e.why());
    }
  }

  ChangedItem without(String name) {
    try (ItemKey key = item.key(vault.keys())) {
      List<JsonNode> gone =
          named(item, key, name).stream().map(field -> today(field.json())).toList();
      ArrayNode left = JsonMapper.shared().createArrayNode();
      body.path("fields")
          .forEach(
              field -> {
                if (!gone.contains(field)) {
                  left.add(field);
                }
              });
      body.set("fields", left);
      return this;
    } catch (Unopened e) {
      throw VaultComplaints.unopened(wanted.reference(), e.why());
    }
  }

  ObjectNode body() {
    return body;
  }
}
