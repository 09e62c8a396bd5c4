package zone.otta.ralf.workspace.card;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * The two members of a status object that are compared; empty where they are missing or no text.
 * Read token by token: a tree of Jackson's would cost a third of the time that {@code check} takes.
 */
record StatusMembers(String stepId, String result) {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final StatusMembers NONE = new StatusMembers("", "");

  /**
   * Reads all of the text.
   *
   * @throws JacksonException if it is anything but one JSON value or nothing
   */
  static StatusMembers of(String text) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
      StatusMembers members =
          parser.nextToken() == JsonToken.START_OBJECT ? object(parser) : other(parser);
      if (parser.nextToken() != null) {
        throw new StreamReadException(parser, "more text after the value");
      }
      return members;
    }
  }

  private static StatusMembers object(JsonParser parser) {
    StatusMembers members = NONE;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      String value = parser.nextToken() == JsonToken.VALUE_STRING ? parser.getString() : "";
      parser.skipChildren();
      members = members.with(name, value);
    }
    return members;
  }

  private static StatusMembers other(JsonParser parser) {
    parser.skipChildren();
    return NONE;
  }

  private StatusMembers with(String name, String value) {
    return switch (name) {
      case "step_id" -> new StatusMembers(value, result);
      case "result" -> new StatusMembers(stepId, value);
      default -> this;
    };
  }
}
