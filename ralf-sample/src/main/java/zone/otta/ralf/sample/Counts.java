package zone.otta.ralf.sample;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zone.otta.ralf.json.Json;

/**
 * How many events of each type there were up to a position. Written as an event's payload and as a
 * snapshot's state.
 */
record Counts(long position, SortedMap<String, Long> byType) {
  private static final JsonMapper JSON = JsonMapper.shared();

  Counts {
    byType = Collections.unmodifiableSortedMap(new TreeMap<>(byType));
  }

  static Counts none() {
    return new Counts(0, new TreeMap<>());
  }

  Counts plus(Counts later) {
    var sums = new TreeMap<>(byType);
    later.byType().forEach((type, count) -> sums.merge(type, count, Long::sum));
    return new Counts(Math.max(position, later.position()), sums);
  }

  String json() {
    Json.Obj counts = Json.object();
    for (var one : byType.entrySet()) {
      counts = counts.with(one.getKey(), one.getValue());
    }
    return Json.object().with("position", position).with("counts", counts).compact();
  }

  static Counts parse(String json) {
    JsonNode node = JSON.readTree(json);
    var byType = new TreeMap<String, Long>();
    node.get("counts").properties().forEach(p -> byType.put(p.getKey(), p.getValue().asLong()));
    return new Counts(node.get("position").asLong(), byType);
  }
}
