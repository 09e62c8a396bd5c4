package zone.otta.ralf.dns.opnsense;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What the server answered.
 *
 * @param body empty if it was no JSON object
 */
record ApiReply(int status, Optional<JsonNode> body) {
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  /** Whether another spelling of the command may be the right one: nothing was carried out. */
  boolean unknownHere() {
    return status == FORBIDDEN || status == NOT_FOUND;
  }

  /** A text of the answer's first level; empty if it is not there or no text. */
  String text(String name) {
    return body.map(b -> b.path(name).asString("")).orElse("");
  }
}
