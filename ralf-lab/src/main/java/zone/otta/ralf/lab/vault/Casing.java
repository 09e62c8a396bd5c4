package zone.otta.ralf.lab.vault;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How older servers write the names of members. */
final class Casing {
  private Casing() {}

  /** {@code likeThis} becomes {@code LikeThis}, all the way down. */
  static JsonNode pascal(JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode other = VaultStore.object();
      object
          .properties()
          .forEach(
              e ->
                  other.set(
                      // The login's answer mixes both, then as now.
                      e.getKey().contains("_")
                          ? e.getKey()
                          : Character.toUpperCase(e.getKey().charAt(0)) + e.getKey().substring(1),
                      pascal(e.getValue())));
      return other;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode other = VaultStore.object().putArray("x");
      array.forEach(n -> other.add(pascal(n)));
      return other;
    }
    return node;
  }
}
