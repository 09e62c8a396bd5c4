package zone.otta.ralf.proxmox.api;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import zone.otta.ralf.proxmox.answer.Meaning;
import zone.otta.ralf.proxmox.answer.ProxmoxTexts;

/**
 * What the node answered.
 *
 * @param text what a refusal says: message, errors by parameter, or the reason phrase where an old
 *     server has nothing else; empty if it went well
 * @param data the answer's {@code data}; missing in a refusal
 * @param at when, by the node's clock
 */
record ApiReply(int status, String text, JsonNode data, Optional<Instant> at) {
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  boolean ok() {
    return status == OK;
  }

  boolean forbidden() {
    return status == FORBIDDEN;
  }

  /** Who we are was not believed, whatever was asked. */
  boolean unauthorized() {
    return status == UNAUTHORIZED;
  }

  Meaning meaning() {
    return ProxmoxTexts.of(text);
  }
}
