package zone.otta.ralf.workspace.card;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.card.ServiceCard;
import zone.otta.ralf.diagnostics.CardPath;

/**
 * Reads a service card. Whatever the file holds, the answer is a {@link ReadCard}: nothing is
 * thrown, at most 1 MiB is read, and the time grows with the size only. Stateless and thread-safe.
 */
public final class CardReader {
  private CardReader() {}

  /** Reads the file; {@code name} is how findings and places call it. */
  public static ReadCard read(Path file, String name) {
    CardBytes read = CardBytes.read(file, name);
    return read.finding()
        .map(f -> ReadCard.failed(name, f))
        .orElseGet(() -> read(name, read.bytes().orElseThrow()));
  }

  /** Reads the content of a file. */
  public static ReadCard read(String name, byte[] content) {
    SafeText text = SafeText.of(name, content);
    Reading reading = Reading.of(name, text);
    Optional<ServiceCard> card = text.refused() ? Optional.empty() : card(text.lines(), reading);
    return new ReadCard(name, card, reading.findings(), reading.map());
  }

  private static Optional<ServiceCard> card(List<String> lines, Reading reading) {
    reading.mark(CardPath.CARD, 0, 0, lines.getFirst().length());
    var keyed = new KeyedValues(reading);
    var sections = new SectionLines(reading);
    new CardWalk(reading, keyed, sections).walk(Outline.of(lines));
    keyed.settle();
    return new CardDraft(reading, keyed, sections).card();
  }
}
