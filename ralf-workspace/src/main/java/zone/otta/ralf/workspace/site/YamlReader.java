package zone.otta.ralf.workspace.site;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Reads one small YAML document into values with places. Aliases and deep nesting are refused. */
final class YamlReader {
  private static final int DEEPEST = 10;

  /** The text is no YAML that RALF reads; the place is where the parser stopped. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final int line;
    private final int column;

    Refused(Yaml.Place place) {
      super("not YAML");
      this.line = place.line();
      this.column = place.column();
    }

    Yaml.Place place() {
      return new Yaml.Place(line, column);
    }
  }

  private final YAMLParser parser;

  private YamlReader(YAMLParser parser) {
    this.parser = parser;
  }

  /** An empty text is an empty mapping. Throws Jackson's exceptions as they come. */
  static Yaml read(String text) throws Refused {
    try (var parser =
        (YAMLParser) YAMLFactory.builder().build().createParser(ObjectReadContext.empty(), text)) {
      var reader = new YamlReader(parser);
      JsonToken first = parser.nextToken();
      if (first == null) {
        return new Yaml.Mapping(new Yaml.Place(1, 1), List.of());
      }
      Yaml value = reader.value(first, 0);
      if (parser.nextToken() != null) {
        throw new Refused(reader.place());
      }
      return value;
    }
  }

  private Yaml.Place place() {
    TokenStreamLocation location = parser.currentTokenLocation();
    return new Yaml.Place(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }

  private Yaml value(JsonToken token, int depth) throws Refused {
    if (depth > DEEPEST || parser.isCurrentAlias()) {
      throw new Refused(place());
    }
    return switch (token) {
      case START_OBJECT -> mapping(depth);
      case START_ARRAY -> sequence(depth);
      case VALUE_NULL -> new Yaml.Scalar(place(), "");
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
          new Yaml.Scalar(place(), parser.getString());
      case END_ARRAY, END_OBJECT, NOT_AVAILABLE, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new Refused(place());
    };
  }

  private Yaml mapping(int depth) throws Refused {
    Yaml.Place start = place();
    var entries = new ArrayList<Yaml.Entry>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      Yaml.Place place = place();
      entries.add(new Yaml.Entry(key, place, value(parser.nextToken(), depth + 1)));
    }
    return new Yaml.Mapping(start, entries);
  }

  private Yaml sequence(int depth) throws Refused {
    Yaml.Place start = place();
    var items = new ArrayList<Yaml>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(value(token, depth + 1));
    }
    return new Yaml.Sequence(start, items);
  }
}
