package zone.otta.ralf.secrets.vaultwarden;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * An object of an answer. Names are matched without case: servers before 1.31 write them {@code
 * LikeThis}, later ones {@code likeThis}, and the answer to a login mixes both. What is null,
 * absent or of another kind is empty.
 */
record Members(JsonNode json) {
  private JsonNode get(String name) {
    return json.properties().stream()
        .filter(e -> e.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  Optional<String> text(String name) {
    return Optional.of(get(name)).filter(JsonNode::isString).map(JsonNode::asString);
  }

  Optional<Integer> number(String name) {
    return Optional.of(get(name)).filter(JsonNode::canConvertToInt).map(JsonNode::asInt);
  }

  boolean has(String name) {
    return !get(name).isNull() && !get(name).isMissingNode();
  }

  /** An object, without members if there is none. */
  Members part(String name) {
    return new Members(get(name));
  }

  List<Members> list(String name) {
    return objects(get(name)).toList();
  }

  /** Empty if it is no list, or holds anything but objects: nothing may be overlooked. */
  Optional<List<Members>> wholeList(String name) {
    JsonNode there = get(name);
    return there.isArray() && there.valueStream().allMatch(JsonNode::isObject)
        ? Optional.of(objects(there).toList())
        : Optional.empty();
  }

  List<String> texts(String name) {
    return get(name).valueStream().filter(JsonNode::isString).map(JsonNode::asString).toList();
  }

  private static Stream<Members> objects(JsonNode array) {
    return array.valueStream().filter(JsonNode::isObject).map(Members::new);
  }

  /** May hold secrets, so it has no text form. */
  @Override
  public String toString() {
    return "Members";
  }
}
