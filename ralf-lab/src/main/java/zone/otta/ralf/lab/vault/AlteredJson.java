package zone.otta.ralf.lab.vault;

import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** A body in JSON, made worse. */
final class AlteredJson {
  private AlteredJson() {}

  /** The first half. */
  static String cut(String body) {
    return body.substring(0, body.length() / 2);
  }

  /** Names stay, and every value below the outermost is of another type. */
  static String mistyped(String body) {
    ObjectNode other = VaultStore.object();
    JsonMapper.shared()
        .readTree(body)
        .properties()
        .forEach(e -> other.set(e.getKey(), mistyped(e.getValue())));
    return other.toString();
  }

  private static JsonNode mistyped(JsonNode node) {
    if (node.isString()) {
      return VaultStore.object().set("text", node);
    }
    if (node.isObject()) {
      ArrayNode array = JsonMapper.shared().createArrayNode();
      node.forEach(array::add);
      return array;
    }
    return node.isNull() ? BooleanNode.TRUE : StringNode.valueOf(node.toString());
  }

  /** The last part of each encrypted text of this name no longer fits. */
  static String tampered(String body, String member) {
    return replaced(body, member, AlteredJson::otherCode);
  }

  /** Each text of this name becomes this one. */
  static String replaced(String body, String member, String value) {
    return replaced(body, member, text -> value);
  }

  private static String replaced(String body, String member, UnaryOperator<String> change) {
    JsonNode tree = JsonMapper.shared().readTree(body);
    replace(tree, member, change);
    return tree.toString();
  }

  private static void replace(JsonNode node, String member, UnaryOperator<String> change) {
    if (node instanceof ObjectNode object) {
      for (var entry : object.properties()) {
        if (entry.getKey().equalsIgnoreCase(member) && entry.getValue().isString()) {
          object.put(entry.getKey(), change.apply(entry.getValue().asString()));
        }
      }
    }
    node.forEach(child -> replace(child, member, change));
  }

  /** The first digit of the authentication code is another, and the form is kept. */
  private static String otherCode(String sealed) {
    int code = sealed.lastIndexOf('|') + 1;
    char other = sealed.charAt(code) == 'A' ? 'B' : 'A';
    return sealed.substring(0, code) + other + sealed.substring(code + 1);
  }
}
