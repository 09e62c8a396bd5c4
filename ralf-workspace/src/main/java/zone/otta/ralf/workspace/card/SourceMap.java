package zone.otta.ralf.workspace.card;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import zone.otta.ralf.diagnostics.CardPath;

/**
 * Where in a file the parts of a card (or site) stand. Only renderers ask it. The line texts have
 * plaintext secrets blotted out, one {@code *} for each character, so that they may be shown.
 */
public final class SourceMap {
  private final Map<CardPath, Span> spans;
  private final List<String> lines;

  public SourceMap(Map<CardPath, Span> spans, List<String> lines) {
    this.spans = Map.copyOf(spans);
    this.lines = List.copyOf(lines);
  }

  public static SourceMap empty() {
    return new SourceMap(Map.of(), List.of());
  }

  Map<CardPath, Span> spans() {
    return spans;
  }

  /** The place of the part, else of the nearest part around it that has one, else of the card. */
  public Optional<Span> span(CardPath path) {
    String name = path.value();
    while (true) {
      Span span = spans.get(new CardPath(name));
      if (span != null) {
        return Optional.of(span);
      }
      int cut = Math.max(name.lastIndexOf('.'), name.lastIndexOf('['));
      if (cut <= 0) {
        return Optional.ofNullable(spans.get(CardPath.CARD));
      }
      name = name.substring(0, cut);
    }
  }

  /** The text of a line counted from 1, without its end. */
  public Optional<String> line(int number) {
    return number >= 1 && number <= lines.size()
        ? Optional.of(lines.get(number - 1))
        : Optional.empty();
  }
}
