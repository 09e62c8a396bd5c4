package zone.otta.ralf.workspace.json;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.json.Json;

/**
 * Builds the domain's JSON from a parser's tokens. The parser limits depth, so recursion is
 * bounded.
 */
final class JsonTree {
  private static final Text NO_VALUE = Text.of("a value is missing", "ein Wert fehlt");
  private static final Text NOT_WHOLE =
      Text.of(
          "a number is not a whole number of 64 bits", "eine Zahl ist keine ganze Zahl mit 64 Bit");
  private final JsonParser parser;

  JsonTree(JsonParser parser) {
    this.parser = parser;
  }

  Json document() {
    Json value = value(next());
    if (parser.nextToken() != null) {
      throw refused(Text.of("more text after the value", "weiterer Text nach dem Wert"));
    }
    return value;
  }

  private Json value(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> new Json.Str(parser.getString());
      case VALUE_NUMBER_INT -> number();
      case VALUE_NUMBER_FLOAT -> throw refused(NOT_WHOLE);
      case VALUE_TRUE -> new Json.Bool(true);
      case VALUE_FALSE -> new Json.Bool(false);
      case VALUE_NULL -> new Json.Null();
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
          throw refused(NO_VALUE);
    };
  }

  private Json object() {
    List<Json.Member> members = new ArrayList<>();
    var names = new HashSet<String>();
    while (next() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      if (!names.add(name)) {
        throw refused(
            Text.of("a name occurs twice in an object", "ein Name steht zweimal im Objekt"));
      }
      members.add(new Json.Member(name, value(next())));
    }
    return new Json.Obj(members);
  }

  private Json array() {
    List<Json> items = new ArrayList<>();
    for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
      items.add(value(token));
    }
    return new Json.Arr(items);
  }

  private Json number() {
    return switch (parser.getNumberType()) {
      case INT, LONG -> new Json.Num(parser.getLongValue());
      case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> throw refused(NOT_WHOLE);
    };
  }

  private JsonToken next() {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw refused(NO_VALUE);
    }
    return token;
  }

  private Refused refused(Text reason) {
    return new Refused(parser.currentTokenLocation(), reason);
  }

  /** Carries a problem out of the recursion; never leaves this package. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient TokenStreamLocation place;
    private final transient Text reason;

    private Refused(TokenStreamLocation place, Text reason) {
      super("refused", null, false, false);
      this.place = place;
      this.reason = reason;
    }

    int line() {
      return Math.max(1, place.getLineNr());
    }

    int column() {
      return Math.max(1, place.getColumnNr());
    }

    Text reason() {
      return reason;
    }
  }
}
