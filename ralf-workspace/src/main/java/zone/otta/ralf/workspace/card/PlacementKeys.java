package zone.otta.ralf.workspace.card;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Where the placement stands in a card: its heading, and the items with its keys. */
final class PlacementKeys {
  private static final Set<Key> PLACEMENT =
      Set.of(
          Key.HOSTNAME,
          Key.ADDRESS,
          Key.DNS,
          Key.CTID,
          Key.CTID_RULE,
          Key.GATEWAY,
          Key.DHCP,
          Key.PLATFORM);
  private static final Pattern FORMULA = Pattern.compile("(?i).*\\bx\\b.*\\by\\b.*");

  /** An item with a key of the placement. */
  record Found(Key key, KeyedItem item, Passage passage) {}

  private final List<Found> items = new ArrayList<>();
  private Optional<Passage> heading = Optional.empty();
  private boolean german;

  static PlacementKeys of(List<String> lines) {
    var keys = new PlacementKeys();
    Deque<Section> sections = new ArrayDeque<>(List.of(Section.OTHER));
    for (Outline.Part part : Outline.of(lines)) {
      switch (part) {
        case Outline.Title title -> keys.title(title, sections);
        case Outline.Item item -> keys.item(item, sections.getLast());
        case Outline.Prose prose -> {}
        case Outline.Fence fence -> {}
      }
    }
    return keys;
  }

  private void title(Outline.Title title, Deque<Section> sections) {
    Section section = Section.ofHeading(title.passage().text()).orElse(Section.OTHER);
    sections.addLast(section);
    if (section == Section.PLACEMENT && heading.isEmpty()) {
      heading = Optional.of(title.passage());
    }
  }

  private void item(Outline.Item item, Section section) {
    Optional<KeyedItem> read = KeyedItem.of(item.passage());
    german |= read.filter(i -> i.key().equals("dienst") || i.key().equals("zweck")).isPresent();
    if (section.keyed()) {
      read.ifPresent(
          i ->
              Key.of(i.key())
                  .filter(PLACEMENT::contains)
                  .ifPresent(k -> items.add(new Found(k, i, item.passage()))));
    }
  }

  /** The item that holds the value; a rule for the CTID is not its number. */
  Optional<Found> holder(Key key) {
    return items.stream().filter(f -> f.key() == key || number(key, f)).findFirst();
  }

  private static boolean number(Key key, Found found) {
    return key == Key.CTID
        && found.key() == Key.CTID_RULE
        && !FORMULA.matcher(found.item().value().all()).matches();
  }

  Optional<Found> last() {
    return items.isEmpty() ? Optional.empty() : Optional.of(items.getLast());
  }

  Optional<Passage> heading() {
    return heading;
  }

  boolean german() {
    return german;
  }
}
