package zone.otta.ralf.sample;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zone.otta.ralf.json.Json;

/**
 * How far a chronicle has counted, as it is published.
 *
 * @param fence of the lease under which it did; a later holder's is greater
 */
record Position(long position, long fence) {
  static final String KEY = "position";

  String json() {
    return Json.object().with(KEY, position).with("fence", fence).compact();
  }

  static Position parse(String json) {
    JsonNode node = JsonMapper.shared().readTree(json);
    return new Position(node.get(KEY).asLong(), node.get("fence").asLong());
  }

  /** Whether a later turn has spoken already, or nothing has been counted since. */
  boolean saysNothingNew(Position before) {
    return fence < before.fence() || position == before.position();
  }
}
