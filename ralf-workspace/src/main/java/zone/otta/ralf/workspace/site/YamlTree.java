package zone.otta.ralf.workspace.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;

/**
 * A small YAML document as paths and scalars: {@code proxmox.host} has a value and a place. Lists
 * are {@code secrets.allow[0]}. Jackson reads; this only keeps where things stand.
 */
final class YamlTree {
  /** A scalar and where it stands, 1-based. */
  record Scalar(String text, int line, int column) {}

  /** What is wrong with the text as YAML; never repeats the text. */
  record Problem(int line, int column) {}

  private static final int MAX_NODES = 10_000;
  final Map<String, Scalar> scalars = new LinkedHashMap<>();
  final List<Scalar> duplicates = new ArrayList<>();
  private int nodes;

  static YamlTree read(String text) throws JacksonException {
    var tree = new YamlTree();
    try (JsonParser parser =
        new YAMLFactory().createParser(tools.jackson.core.ObjectReadContext.empty(), text)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_OBJECT) {
        tree.object(parser, "");
      } else if (first != null) {
        tree.put("", parser);
      }
    }
    return tree;
  }

  static Problem problem(JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    return at == null
        ? new Problem(1, 1)
        : new Problem(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
  }

  Optional<Scalar> at(String path) {
    return Optional.ofNullable(scalars.get(path));
  }

  /** The scalars below a path, in order. */
  List<Scalar> list(String path) {
    var items = new ArrayList<Scalar>();
    scalars.forEach(
        (p, s) -> {
          if (p.startsWith(path + "[")) {
            items.add(s);
          }
        });
    return items;
  }

  private void object(JsonParser parser, String prefix) {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      String path = prefix.isEmpty() ? name : prefix + "." + name;
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        object(parser, path);
      } else if (parser.currentToken() == JsonToken.START_ARRAY) {
        array(parser, path);
      } else {
        put(path, parser);
      }
    }
  }

  private void array(JsonParser parser, String path) {
    int i = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String item = path + "[" + i++ + "]";
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        object(parser, item);
      } else if (parser.currentToken() == JsonToken.START_ARRAY) {
        array(parser, item);
      } else {
        put(item, parser);
      }
    }
  }

  private void put(String path, JsonParser parser) {
    if (++nodes > MAX_NODES) {
      throw new IllegalArgumentException("too large");
    }
    TokenStreamLocation at = parser.currentTokenLocation();
    String text = parser.getString();
    var scalar = new Scalar(text == null ? "" : text, at.getLineNr(), at.getColumnNr());
    if (scalars.put(path, scalar) != null) {
      duplicates.add(scalar);
    }
  }
}
