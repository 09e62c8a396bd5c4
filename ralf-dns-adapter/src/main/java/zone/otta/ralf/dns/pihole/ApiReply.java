package zone.otta.ralf.dns.pihole;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What the server answered.
 *
 * @param body empty if it was no JSON object
 */
record ApiReply(int status, Optional<JsonNode> body) {
  static final int OK = 200;
  static final int CREATED = 201;
  static final int NO_CONTENT = 204;
  static final int MULTIPLE = 300;
  static final int BAD_REQUEST = 400;
  static final int UNAUTHORIZED = 401;
  static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;
  static final int TOO_MANY = 429;
  static final int SERVER_ERROR = 500;

  private JsonNode at(String... path) {
    JsonNode node = body.orElse(MissingNode.getInstance());
    for (String name : path) {
      node = node.path(name);
    }
    return node;
  }

  /** A text of the answer; empty if it is not there or no text. */
  Optional<String> text(String... path) {
    return Optional.of(at(path)).filter(JsonNode::isString).map(JsonNode::asString);
  }

  boolean yes(String... path) {
    return at(path).asBoolean(false);
  }

  /** The texts of a list; empty if it is none, or holds anything else: nothing is overlooked. */
  Optional<List<String>> texts(String... path) {
    JsonNode list = at(path);
    return list.isArray() && list.valueStream().allMatch(JsonNode::isString)
        ? Optional.of(list.valueStream().map(JsonNode::asString).toList())
        : Optional.empty();
  }

  /** Whether the server's own words contain this: for being recognised, never for being shown. */
  boolean says(String words) {
    return text("error", "message").orElse("").contains(words)
        || text("error", "hint").orElse("").contains(words);
  }

  /** JSON that names no error: for a removal it says that there was nothing to be removed. */
  boolean withoutError() {
    return body.filter(b -> !b.has("error")).isPresent();
  }

  /** May hold the number of a session, so it has no text form. */
  @Override
  public String toString() {
    return "ApiReply " + status;
  }
}
