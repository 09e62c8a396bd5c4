package zone.otta.ralf.dns.opnsense;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import zone.otta.ralf.dns.Deadline;
import zone.otta.ralf.port.PortException;

/** Host overrides through the API. An answer with status 200 is no yes: each says so itself. */
final class OverrideApi {
  private final ApiConnection connection;

  OverrideApi(ApiConnection connection) {
    this.connection = connection;
  }

  /**
   * Everything that is saved, whole.
   *
   * @throws PortException also if a row is not understood: nothing may be overlooked
   */
  Inventory read(Deadline deadline) {
    return new Inventory(
        rows(Command.LIST, HostOverride::of, deadline),
        rows(Command.LIST_ALIASES, HostAlias::of, deadline));
  }

  /** From 26.7 on the first list repeats the aliases, as what they are. */
  private static boolean isAlias(JsonNode row) {
    return row.path("isAlias").asString("").matches("1|true");
  }

  private <T> List<T> rows(
      Command list, Function<JsonNode, Optional<T>> reading, Deadline deadline) {
    ObjectNode question = object().put("current", 1).put("rowCount", -1).put("searchPhrase", "");
    JsonNode answer = connection.post(list, "", question, deadline);
    JsonNode rows = answer.path("rows");
    if (!rows.isArray() || answer.path("total").asInt(rows.size()) != rows.size()) {
      throw connection.failures().notUnderstood(list);
    }
    var read = new ArrayList<T>();
    for (JsonNode row : rows) {
      if (!isAlias(row)) {
        read.add(reading.apply(row).orElseThrow(() -> connection.failures().notUnderstood(list)));
      }
    }
    return read;
  }

  /** Whether entries have a lifetime of their own in this version (from 25.7 on). */
  boolean knowsLifetimes(Deadline deadline) {
    JsonNode entry = connection.get(Command.NEW_ENTRY, deadline).path("host");
    if (!entry.isObject()) {
      throw connection.failures().notUnderstood(Command.NEW_ENTRY);
    }
    return entry.has("ttl");
  }

  /**
   * Makes or changes the entry of an id.
   *
   * @param name for messages
   * @throws PortException RALF-W125 with the names of the fields that do not pass
   */
  void set(String id, ObjectNode entry, String name, Deadline deadline) {
    ObjectNode body = object();
    body.set("host", entry);
    JsonNode answer = connection.post(Command.SET, id, body, deadline);
    if (!answer.path("result").asString("").equals("saved")) {
      throw connection.failures().invalid(name, fields(answer));
    }
  }

  /** The keys are {@code host.FIELD}, in every language. */
  private static List<String> fields(JsonNode answer) {
    return answer.path("validations").propertyNames().stream()
        .map(key -> key.startsWith("host.") ? key.substring("host.".length()) : key)
        .filter(key -> key.matches("[A-Za-z_.]{1,40}"))
        .sorted()
        .toList();
  }

  /** Deletes an entry and its aliases; one that is not there is no error. */
  void delete(String id, Deadline deadline) {
    JsonNode answer = connection.post(Command.DELETE, id, object(), deadline);
    String result = answer.path("result").asString("");
    if (!result.equals("deleted") && !result.equals("not found")) {
      throw connection.failures().notUnderstood(Command.DELETE);
    }
  }

  /** Lets Unbound load what is saved. Yes does not say that it did. */
  void apply(Deadline deadline) {
    JsonNode answer = connection.post(Command.APPLY, "", object(), deadline);
    if (!answer.path("status").asString("").strip().equalsIgnoreCase("ok")) {
      throw connection.failures().notUnderstood(Command.APPLY);
    }
  }

  /** {@code running}, {@code stopped} or {@code disabled}. */
  String status(Deadline deadline) {
    return connection.get(Command.STATUS, deadline).path("status").asString("");
  }

  static ObjectNode object() {
    return JsonMapper.shared().createObjectNode();
  }
}
