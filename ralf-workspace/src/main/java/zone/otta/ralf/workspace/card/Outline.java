package zone.otta.ralf.workspace.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.commonmark.node.BulletList;
import org.commonmark.node.Document;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * The parts of a Markdown text that a card is made of, in their order. Quotations, HTML, tables and
 * indented code are prose for people and left out. Inline markup is not parsed: keys and values are
 * found in the line itself, which keeps the work linear and the columns exact.
 */
final class Outline {
  /** Deeper nesting is cut off by the parser; it then reads as text. */
  private static final int DEEPEST = 40;

  private static final Parser PARSER =
      Parser.builder()
          .includeSourceSpans(IncludeSourceSpans.BLOCKS)
          .maxOpenBlockParsers(DEEPEST)
          .inlineParserFactory(context -> (lines, node) -> {})
          .build();
  private static final Pattern FRONT_MATTER_KEY = Pattern.compile("[A-Za-z_][\\w-]{0,60}:(\\s.*)?");

  /** One part. */
  sealed interface Part {
    Passage passage();
  }

  /** A heading; level 1 to 6. */
  record Title(int level, Passage passage) implements Part {}

  /** The first paragraph of a list item; {@code depth} counts the lists around it, from 1. */
  record Item(int depth, Passage passage) implements Part {}

  /** A paragraph outside of lists. */
  record Prose(Passage passage) implements Part {}

  /** A fenced block; {@code body} are its lines. */
  record Fence(String info, String literal, Passage passage, List<Passage.Range> body)
      implements Part {}

  private final List<String> lines;
  private final List<Part> parts = new ArrayList<>();

  private Outline(List<String> lines) {
    this.lines = lines;
  }

  static List<Part> of(List<String> lines) {
    var outline = new Outline(lines);
    outline.walk(PARSER.parse(String.join("\n", withoutFrontMatter(lines))));
    return outline.parts;
  }

  /** A YAML block between {@code ---} at the very start is emptied, so that positions stay. */
  private static List<String> withoutFrontMatter(List<String> lines) {
    if (!lines.getFirst().stripTrailing().equals("---")
        || lines.size() < 3
        || !FRONT_MATTER_KEY.matcher(lines.get(1)).matches()) {
      return lines;
    }
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i).stripTrailing();
      if (line.equals("---") || line.equals("...")) {
        var rest = new ArrayList<>(lines);
        rest.subList(0, i + 1).replaceAll(l -> "");
        return rest;
      }
    }
    return lines;
  }

  /** Iterative on purpose: depth must not cost stack. */
  private void walk(Node root) {
    int depth = 0;
    Node node = root;
    while (node != null) {
      boolean into = visit(node, depth) && node.getFirstChild() != null;
      if (into) {
        depth += isList(node) ? 1 : 0;
        node = node.getFirstChild();
        continue;
      }
      while (node != null && node != root && node.getNext() == null) {
        node = node.getParent();
        depth -= node != null && isList(node) ? 1 : 0;
      }
      node = node == null || node == root ? null : node.getNext();
    }
  }

  private static boolean isList(Node node) {
    return node instanceof BulletList || node instanceof OrderedList;
  }

  /** Whether the children are of interest. */
  private boolean visit(Node node, int depth) {
    if (node instanceof Heading heading) {
      parts.add(new Title(heading.getLevel(), passage(heading)));
    } else if (node instanceof FencedCodeBlock fence) {
      parts.add(fence(fence));
    } else if (node instanceof Paragraph && node.getParent() instanceof Document) {
      parts.add(new Prose(passage(node)));
    } else if (node instanceof ListItem && node.getFirstChild() instanceof Paragraph first) {
      parts.add(new Item(depth, passage(first)));
    }
    return isList(node) || node instanceof Document || node instanceof ListItem;
  }

  private Passage passage(Node node) {
    return new Passage(lines, ranges(node));
  }

  private static List<Passage.Range> ranges(Node node) {
    return node.getSourceSpans().stream().map(Outline::range).toList();
  }

  private static Passage.Range range(SourceSpan span) {
    int from = span.getColumnIndex();
    return new Passage.Range(span.getLineIndex(), from, from + span.getLength());
  }

  private Fence fence(FencedCodeBlock fence) {
    List<Passage.Range> ranges = ranges(fence);
    return new Fence(
        Optional.ofNullable(fence.getInfo()).orElse(""),
        Optional.ofNullable(fence.getLiteral()).orElse(""),
        new Passage(lines, ranges.subList(0, 1)),
        ranges.subList(1, ranges.size()));
  }
}
