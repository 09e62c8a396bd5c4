package zone.otta.ralf.cli.tofu;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes HCL as {@code tofu fmt} would leave it: two blanks per level, the equal signs of
 * neighbouring attributes in one column, an empty body on the line of its block.
 */
final class HclText {
  private final StringBuilder out = new StringBuilder();

  private HclText() {}

  static String of(List<Hcl> body) {
    var text = new HclText();
    text.body(body, 0);
    return text.out.toString();
  }

  private void body(List<? extends Hcl> body, int level) {
    for (int i = 0; i < body.size(); i++) {
      switch (body.get(i)) {
        case Hcl.Gap gap -> out.append('\n');
        case Hcl.Comment comment ->
            out.append(indent(level)).append("# ").append(comment.text()).append('\n');
        case Hcl.Block block -> block(block, level);
        case Hcl.Attribute attribute -> attribute(attribute, width(body, i), level);
      }
    }
  }

  /** Of the longest name among the attributes that stand together with the one at the index. */
  private static int width(List<? extends Hcl> body, int index) {
    int first = index;
    while (first > 0 && body.get(first - 1) instanceof Hcl.Attribute) {
      first--;
    }
    int width = 0;
    for (int i = first; i < body.size(); i++) {
      if (!(body.get(i) instanceof Hcl.Attribute attribute)) {
        break;
      }
      width = Math.max(width, attribute.name().length());
    }
    return width;
  }

  private void block(Hcl.Block block, int level) {
    out.append(indent(level)).append(block.type());
    block.labels().forEach(label -> out.append(' ').append(quoted(label)));
    if (block.body().isEmpty()) {
      out.append(" {}\n");
      return;
    }
    out.append(" {\n");
    body(block.body(), level + 1);
    out.append(indent(level)).append("}\n");
  }

  private void attribute(Hcl.Attribute attribute, int width, int level) {
    String name = attribute.name();
    out.append(indent(level)).append(name).append(" ".repeat(width - name.length())).append(" = ");
    switch (attribute.value()) {
      case Hcl.Value.Members members -> {
        out.append("{\n");
        body(members.attributes(), level + 1);
        out.append(indent(level)).append("}\n");
      }
      case Hcl.Value.Text text -> out.append(inline(text)).append('\n');
      case Hcl.Value.Word word -> out.append(inline(word)).append('\n');
      case Hcl.Value.Items items -> out.append(inline(items)).append('\n');
    }
  }

  private static String inline(Hcl.Value value) {
    return switch (value) {
      case Hcl.Value.Text text -> quoted(text.text());
      case Hcl.Value.Word word -> word.text();
      case Hcl.Value.Items items ->
          items.values().stream().map(HclText::inline).collect(Collectors.joining(", ", "[", "]"));
      case Hcl.Value.Members members ->
          throw new IllegalArgumentException("an object stands on lines of its own");
    };
  }

  /** Nothing in the text is a template: {@code ${} and {@code %{} lose their meaning. */
  private static String quoted(String text) {
    String escaped =
        text.replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\t", "\\t")
            .replace("${", "$${")
            .replace("%{", "%%{");
    return '"' + escaped + '"';
  }

  private static String indent(int level) {
    return "  ".repeat(level);
  }
}
