package zone.otta.ralf.cli.phases;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.cli.render.Found;
import zone.otta.ralf.cli.render.Place;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.diagnostics.CardPath;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Language;
import zone.otta.ralf.workspace.card.CardReader;
import zone.otta.ralf.workspace.card.ReadCard;
import zone.otta.ralf.workspace.card.SourceMap;

/** A card as the person named it, and as it was read. */
public record CardFile(Path path, String name, ReadCard read) {
  public static CardFile read(Path named, Session session) {
    return new CardFile(
        session.absolute(named),
        named.toString(),
        CardReader.read(session.absolute(named), named.toString()));
  }

  /** The findings with their places. */
  public List<Found> found(List<Finding> findings, Language language) {
    return findings.stream()
        .map(f -> Found.of(f, language, path -> place(read.map(), path)))
        .toList();
  }

  /** Where a part of a card or site stands. */
  public static Optional<Place> place(SourceMap map, CardPath path) {
    return map.span(path)
        .map(
            span ->
                new Place(
                    span.file(),
                    span.line(),
                    span.column(),
                    span.endColumn(),
                    map.line(span.line()).orElse("")));
  }
}
