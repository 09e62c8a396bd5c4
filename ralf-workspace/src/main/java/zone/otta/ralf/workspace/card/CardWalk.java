package zone.otta.ralf.workspace.card;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.CardPath;
import zone.otta.ralf.diagnostics.Text;

/** Goes through the parts of a card and gives each to the reader of the section it stands in. */
final class CardWalk {
  /**
   * A section that is open, by the level of its heading; {@code known} if the heading itself says
   * so.
   */
  private record Open(int level, Section section, boolean known) {}

  /** A list item that opened a section for the items below it. */
  private record Nested(int depth, Section section) {}

  private static final Open START = new Open(0, Section.OTHER, false);

  private final Reading reading;
  private final KeyedValues keyed;
  private final SectionLines lines;
  private final Deque<Open> headings = new ArrayDeque<>(List.of(START));
  private Optional<Nested> nested = Optional.empty();
  private boolean statusAnnounced;

  CardWalk(Reading reading, KeyedValues keyed, SectionLines lines) {
    this.reading = reading;
    this.keyed = keyed;
    this.lines = lines;
  }

  void walk(List<Outline.Part> parts) {
    for (Outline.Part part : parts) {
      switch (part) {
        case Outline.Title title -> title(title);
        case Outline.Item item -> item(item);
        case Outline.Prose prose -> statusAnnounced = announcesStatus(prose.passage());
        case Outline.Fence fence -> fence(fence);
      }
    }
  }

  private static boolean announcesStatus(Passage passage) {
    return Section.ofHeading(passage.text()).filter(s -> s == Section.STATUS).isPresent();
  }

  private void title(Outline.Title title) {
    nested = Optional.empty();
    while (headings.peek().level() >= title.level()) {
      headings.pop();
    }
    String text = title.passage().text();
    Optional<Section> section = Section.ofHeading(text);
    statusAnnounced = section.filter(s -> s == Section.STATUS).isPresent();
    if (section.isEmpty()) {
      misspelt(title.passage());
    }
    Open around = headings.peek();
    headings.push(
        new Open(
            title.level(),
            section.orElse(around.section().keyed() ? around.section() : Section.OTHER),
            section.isPresent()));
    section.flatMap(Section::path).ifPresent(path -> reading.mark(path, title.passage().whole()));
  }

  private void misspelt(Passage passage) {
    String heading = Section.heading(passage.text());
    Words.nearest(heading, Section.allWords())
        .ifPresent(
            word ->
                reading.add(
                    Remarks.misspelt(
                        reading.remark(CardPath.CARD, passage.whole()), heading, word)));
  }

  private void item(Outline.Item item) {
    statusAnnounced = announcesStatus(item.passage());
    nested = nested.filter(n -> item.depth() > n.depth());
    if (nested.isPresent()) {
      inSection(nested.get().section(), true, item);
    } else {
      inSection(headings.peek().section(), headings.peek().known(), item);
    }
  }

  private void inSection(Section section, boolean known, Outline.Item item) {
    boolean keys = section.keyed() || section == Section.OTHER;
    if (!keys) {
      lines.line(section, item.passage());
      return;
    }
    Optional<KeyedItem> read = KeyedItem.of(item.passage());
    if (read.isPresent()) {
      keyed(section, known, item, read.get());
    } else if (known && section == Section.RESOURCES) {
      CardPath path = reading.remark(CardPath.RESOURCES, item.passage().whole());
      reading.add(
          Remarks.notUnderstood(path, Text.of("the resource profile", "dem Ressourcenprofil")));
    }
  }

  private void keyed(Section section, boolean known, Outline.Item item, KeyedItem read) {
    Optional<Section> opened = Section.ofKey(read.key());
    Optional<Key> key = Key.of(read.key());
    if (key.isPresent()) {
      keyed.offer(key.get(), read, known && section != Section.OTHER);
    } else if (opened.isPresent()) {
      nested = Optional.of(new Nested(item.depth(), opened.get()));
      inline(opened.get(), item, read);
    } else if (known && section.keyed()) {
      unknown(section, read);
    }
  }

  /** {@code - Ports: 5432/tcp}: the value is a line of the section. */
  private void inline(Section section, Outline.Item item, KeyedItem read) {
    if (!read.value().blank() && !section.keyed()) {
      lines.line(section, item.passage().from(read.value().from()));
    }
  }

  private void unknown(Section section, KeyedItem read) {
    if (read.value().blotted() || read.key().isEmpty()) {
      return;
    }
    CardPath around = section == Section.PLACEMENT ? CardPath.PLACEMENT : CardPath.CARD;
    CardPath path = reading.remark(around, read.place());
    reading.add(
        Words.nearest(read.key(), Key.allWords())
            .or(() -> Words.nearest(read.key(), Section.allWords()))
            .map(word -> Remarks.misspelt(path, read.written(), word))
            .orElseGet(() -> Remarks.unknownKey(path, read.written())));
  }

  private void fence(Outline.Fence fence) {
    boolean announced = statusAnnounced && (fence.info().isBlank() || StatusBlocks.json(fence));
    if (announced || (StatusBlocks.json(fence) && fence.literal().contains("\"step_id\""))) {
      lines.status(fence);
    }
    statusAnnounced = false;
  }
}
