package zone.otta.ralf.cli.tofu;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A strict reader of HCL, written apart from the writer: every attribute by its path, {@code
 * resource.proxmox_virtual_environment_container.service.cpu.cores}, with its expression resolved:
 * {@code var.x} through the given values. Anything it does not know is an error.
 */
public final class HclReader {
  /** What a variable without a value is read as. */
  public static final Object ABSENT = "(no value)";

  private final String text;
  private final Map<String, Object> variables;
  private final Map<String, Object> found = new LinkedHashMap<>();
  private int at;

  private HclReader(String text, Map<String, Object> variables) {
    this.text = text;
    this.variables = variables;
  }

  public static Map<String, Object> read(String text, Map<String, Object> variables) {
    var reader = new HclReader(text, variables);
    reader.body("", false);
    return reader.found;
  }

  private void body(String path, boolean nested) {
    for (blank(); at < text.length() && text.charAt(at) != '}'; blank()) {
      String name = word();
      blanks();
      if (text.charAt(at) == '=') {
        at++;
        blanks();
        put(path + name, name);
      } else {
        block(path + name);
      }
    }
    if (nested) {
      take('}');
    }
  }

  private void put(String path, String name) {
    if (text.charAt(at) == '{') {
      at++;
      body(path + ".", true);
      return;
    }
    Object before = found.put(path, value());
    if (before != null) {
      throw new AssertionError("twice: " + path);
    }
    blanks();
    take('\n');
  }

  private void block(String path) {
    var whole = new StringBuilder(path);
    while (text.charAt(at) == '"') {
      whole.append('.').append(quoted());
      blanks();
    }
    take('{');
    body(whole + ".", true);
  }

  private Object value() {
    if (text.charAt(at) == '"') {
      return quoted();
    }
    if (text.charAt(at) == '[') {
      return items();
    }
    String word = word();
    if (word.startsWith("var.")) {
      return variables.getOrDefault(word.substring(4), ABSENT);
    }
    return switch (word) {
      case "true", "false" -> Boolean.valueOf(word);
      case "string", "number", "bool", "null", "list(string)" -> word;
      default -> throw new AssertionError("not understood: " + word);
    };
  }

  private List<Object> items() {
    var items = new ArrayList<>();
    take('[');
    while (text.charAt(at) != ']') {
      items.add(value());
      if (text.charAt(at) == ',') {
        at++;
        blanks();
      }
    }
    take(']');
    return items;
  }

  private String quoted() {
    var out = new StringBuilder();
    take('"');
    while (text.charAt(at) != '"') {
      char c = text.charAt(at++);
      if (c == '\\') {
        char escaped = text.charAt(at++);
        out.append(
            switch (escaped) {
              case 'n' -> '\n';
              case 'r' -> '\r';
              case 't' -> '\t';
              case '"', '\\' -> escaped;
              default -> throw new AssertionError("escape " + escaped);
            });
      } else if ((c == '$' || c == '%') && text.startsWith("{", at)) {
        throw new AssertionError("a template at " + at);
      } else if ((c == '$' || c == '%') && text.startsWith(c + "{", at)) {
        out.append(c).append('{');
        at += 2;
      } else {
        out.append(c);
      }
    }
    take('"');
    return out.toString();
  }

  private String word() {
    int from = at;
    while (at < text.length() && (" =\n{}[],\"").indexOf(text.charAt(at)) < 0) {
      at++;
    }
    if (at == from) {
      throw new AssertionError("no word at " + at + ": " + text.substring(at));
    }
    return text.substring(from, at);
  }

  private void take(char wanted) {
    if (at >= text.length() || text.charAt(at) != wanted) {
      throw new AssertionError("no '" + wanted + "' at " + at);
    }
    at++;
  }

  private void blanks() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  /** Blanks, empty lines, comments. */
  private void blank() {
    while (at < text.length() && " \n#".indexOf(text.charAt(at)) >= 0) {
      at = text.charAt(at) == '#' ? text.indexOf('\n', at) : at + 1;
    }
  }
}
