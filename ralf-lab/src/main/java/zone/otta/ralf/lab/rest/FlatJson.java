package zone.otta.ralf.lab.rest;

import java.util.ArrayList;
import java.util.List;
import zone.otta.ralf.json.Json;

/** Reads the JSON object of a request body; what is nested in it is read to be refused. */
final class FlatJson {
  private static final int DEEPEST = 16;
  private final String text;
  private int at;

  private FlatJson(String text) {
    this.text = text;
  }

  /**
   * @throws IllegalArgumentException if it is no object
   */
  static Json.Obj read(String text) {
    var reader = new FlatJson(text);
    Json value = reader.value(0);
    reader.blanks();
    if (reader.at < text.length() || !(value instanceof Json.Obj object)) {
      throw new IllegalArgumentException("no object");
    }
    return object;
  }

  private Json value(int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("too deep");
    }
    blanks();
    char c = peek();
    return switch (c) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> new Json.Str(string());
      default -> word();
    };
  }

  private Json object(int depth) {
    var members = new ArrayList<Json.Member>();
    at++;
    blanks();
    while (peek() != '}') {
      blanks();
      String name = string();
      blanks();
      expect(':');
      members.add(new Json.Member(name, value(depth + 1)));
      separator('}');
    }
    at++;
    return new Json.Obj(members);
  }

  private Json array(int depth) {
    List<Json> items = new ArrayList<>();
    at++;
    blanks();
    while (peek() != ']') {
      items.add(value(depth + 1));
      separator(']');
    }
    at++;
    return new Json.Arr(items);
  }

  private void separator(char end) {
    blanks();
    if (peek() != end) {
      expect(',');
      blanks();
    }
  }

  private Json word() {
    int from = at;
    while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(from, at);
    return switch (word) {
      case "true" -> new Json.Bool(true);
      case "false" -> new Json.Bool(false);
      case "null" -> new Json.Null();
      default -> new Json.Num(Long.parseLong(word));
    };
  }

  private String string() {
    expect('"');
    var out = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(at++);
      out.append(c == '\\' ? escaped() : c);
    }
    at++;
    return out.toString();
  }

  private char escaped() {
    char c = peek();
    at++;
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> {
        at += 4;
        if (at > text.length()) {
          throw new IllegalArgumentException("cut");
        }
        yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
      }
      default -> c;
    };
  }

  private void blanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw new IllegalArgumentException("cut");
    }
    return text.charAt(at);
  }

  private void expect(char c) {
    if (peek() != c) {
      throw new IllegalArgumentException("expected " + c);
    }
    at++;
  }
}
