package zone.otta.ralf.json;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Writes {@link Json}: UTF-8 as is, only quotes, backslashes, control characters and lone
 * surrogates escaped.
 */
final class JsonWriter {
  private JsonWriter() {}

  static void write(
      Json json, StringBuilder out, Optional<Comparator<Json.Member>> order, int indent) {
    switch (json) {
      case Json.Obj obj -> members(obj, out, order, indent);
      case Json.Arr arr -> items(arr, out, order, indent);
      case Json.Str str -> string(str.value(), out);
      case Json.Num num -> out.append(num.value());
      case Json.Bool bool -> out.append(bool.value());
      case Json.Null n -> out.append("null");
    }
  }

  private static void members(
      Json.Obj obj, StringBuilder out, Optional<Comparator<Json.Member>> order, int indent) {
    List<Json.Member> members =
        order.map(o -> obj.members().stream().sorted(o).toList()).orElse(obj.members());
    int next = indent < 0 ? -1 : indent + 1;
    out.append('{');
    String separator = "";
    for (Json.Member member : members) {
      out.append(separator);
      line(out, next);
      string(member.name(), out);
      out.append(indent < 0 ? ":" : ": ");
      write(member.value(), out, order, next);
      separator = ",";
    }
    if (!members.isEmpty()) {
      line(out, indent);
    }
    out.append('}');
  }

  private static void items(
      Json.Arr arr, StringBuilder out, Optional<Comparator<Json.Member>> order, int indent) {
    int next = indent < 0 ? -1 : indent + 1;
    out.append('[');
    String separator = "";
    for (Json item : arr.items()) {
      out.append(separator);
      line(out, next);
      write(item, out, order, next);
      separator = ",";
    }
    if (!arr.items().isEmpty()) {
      line(out, indent);
    }
    out.append(']');
  }

  private static void line(StringBuilder out, int indent) {
    if (indent >= 0) {
      out.append('\n').append("  ".repeat(indent));
    }
  }

  private static void string(String value, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20 || c == 0x7f || lone(value, i)) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static boolean lone(String value, int i) {
    char c = value.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 >= value.length() || !Character.isLowSurrogate(value.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(value.charAt(i - 1)));
  }
}
