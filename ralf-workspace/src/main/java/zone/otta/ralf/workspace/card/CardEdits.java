package zone.otta.ralf.workspace.card;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.card.PlacementWish;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.placement.Placement;

/**
 * Enters a placement into a card. Only the lines concerned change: an empty value is filled, a
 * value is replaced, a missing key gets a line of its own in the style of its neighbours.
 * Everything else stays byte for byte: line ends, byte order mark, spelling.
 */
public final class CardEdits {
  private static final String BOM = "\uFEFF";

  /**
   * Exactly one of the two is there.
   *
   * @param content the whole new file
   */
  public record Edited(Optional<byte[]> content, Optional<Finding> finding) {}

  private record Entry(String name, Key key, String word, String value) {}

  private CardEdits() {}

  /**
   * The card with the placement's values behind the given keys.
   *
   * @param content a card that {@link CardReader} could read
   * @param keys of {@code hostname}, {@code ip}, {@code dns}, {@code ctid}; others are left alone.
   *     As in {@link zone.otta.ralf.placement.Proposal#open()}
   */
  public static Edited place(byte[] content, Placement placement, List<String> keys) {
    String whole = new String(content, StandardCharsets.UTF_8);
    boolean marked = whole.startsWith(BOM);
    String text = marked ? whole.substring(1) : whole;
    var lines = new CardLines(text);
    PlacementKeys found = PlacementKeys.of(CardText.split(text));
    var missing = new ArrayList<String>();
    // Filling keeps the number of lines, so the places found before stay true for the insertion.
    for (Entry entry : entries(placement, keys)) {
      found
          .holder(entry.key())
          .ifPresentOrElse(
              holder -> fill(lines, holder, entry.value()),
              () -> missing.add(entry.word() + ": `" + entry.value() + "`"));
    }
    insert(lines, found, missing);
    byte[] edited = ((marked ? BOM : "") + lines.text()).getBytes(StandardCharsets.UTF_8);
    return verified(edited, placement, keys)
        ? new Edited(Optional.of(edited), Optional.empty())
        : new Edited(Optional.empty(), Optional.of(refused()));
  }

  private static List<Entry> entries(Placement placement, List<String> keys) {
    return List.of(
            new Entry("hostname", Key.HOSTNAME, "Hostname", placement.hostname().label()),
            new Entry("ip", Key.ADDRESS, "IP", placement.address().toString()),
            new Entry("dns", Key.DNS, "DNS", placement.dns().name()),
            new Entry("ctid", Key.CTID, "CTID", placement.ctid().toString()))
        .stream()
        .filter(e -> keys.contains(e.name()))
        .toList();
  }

  private static void fill(CardLines lines, PlacementKeys.Found holder, String value) {
    Value old = holder.item().value();
    Passage.Range range = old.range();
    String gap =
        range.from() > 0 && lines.line(range.line()).charAt(range.from() - 1) == ':' ? " " : "";
    lines.replace(range.line(), range.from(), range.to(), gap + "`" + value + "`");
  }

  private static void insert(CardLines lines, PlacementKeys found, List<String> missing) {
    if (missing.isEmpty()) {
      return;
    }
    if (found.last().isPresent()) {
      Passage.Range first = found.last().get().passage().whole();
      String bullet = lines.line(first.line()).substring(0, first.from());
      lines.insert(
          afterItem(lines, found.last().get().passage(), indent(bullet)),
          missing.stream().map(m -> bullet + m).toList());
    } else if (found.heading().isPresent()) {
      int below = found.heading().get().lastLine() + 1;
      lines.insert(below, list("", missing, lines.blank(below)));
    } else {
      String heading = found.german() ? "## Platzierung" : "## Placement";
      var section = new ArrayList<String>();
      if (!lines.line(lines.size() - 1).isBlank()
          || lines.size() > 1 && !lines.blank(lines.size() - 2)) {
        section.add("");
      }
      section.add(heading);
      section.addAll(list("", missing, true));
      lines.insert(lines.size(), section);
    }
  }

  private static List<String> list(String above, List<String> items, boolean blankFollows) {
    var list = new ArrayList<String>(List.of(above));
    items.forEach(i -> list.add("- " + i));
    if (!blankFollows) {
      list.add("");
    }
    return list;
  }

  private static int indent(String bullet) {
    return bullet.length() - bullet.stripLeading().length();
  }

  /** Behind the lines that continue the item or are nested in it. */
  private static int afterItem(CardLines lines, Passage passage, int indent) {
    int next = passage.lastLine() + 1;
    while (next < lines.size() && !lines.blank(next) && indent(lines.line(next)) > indent) {
      next++;
    }
    return next;
  }

  private static boolean verified(byte[] edited, Placement placement, List<String> keys) {
    Optional<PlacementWish> read = CardReader.read("", edited).card().map(card -> card.placement());
    return read.isPresent() && keys.stream().allMatch(key -> holds(read.get(), placement, key));
  }

  private static boolean holds(PlacementWish wish, Placement placement, String key) {
    return switch (key) {
      case "hostname" -> wish.hostname().equals(Optional.of(placement.hostname()));
      case "ip" -> wish.address().equals(Optional.of(placement.address()));
      case "dns" -> wish.dns().equals(Optional.of(placement.dns()));
      case "ctid" -> wish.ctid().equals(Optional.of((long) placement.ctid().number()));
      default -> true;
    };
  }

  private static Finding refused() {
    return Finding.blocker(
            "RALF-C020",
            Text.of(
                "the placement cannot be entered into this card",
                "die Platzierung lässt sich in diese Karte nicht eintragen"))
        .note(
            Text.of(
                "the card would not read back with these values; nothing was written",
                "die Karte läse sich nicht mit diesen Werten zurück; es wurde nichts geschrieben"))
        .help(Text.of("enter it by hand", "von Hand eintragen"));
  }
}
