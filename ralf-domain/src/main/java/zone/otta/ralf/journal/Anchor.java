package zone.otta.ralf.journal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.Sha256;

/**
 * Where every stream of a journal ended at a position. A hash chain alone does not notice that its
 * tail was cut off or that a whole stream is gone; compared with an anchor that was kept elsewhere,
 * both show. As text, and never otherwise:
 *
 * <pre>
 * ralf-anchor/1
 * pos 12
 * streams 2
 * 7 (64 digits) run:1
 * 5 (64 digits) service:postgresql
 * root (64 digits: SHA-256 over all lines before, in ASCII with their line feeds)
 * </pre>
 *
 * @param position the journal's last; 0 if it has no event
 * @param heads the last event of every stream, sorted by name
 */
public record Anchor(long position, SortedMap<StreamName, End> heads) {
  /** The last event of a stream. */
  public record End(long version, ChainHash hash) {
    public End {
      if (version < 1) {
        throw new IllegalArgumentException("version " + version);
      }
    }
  }

  private static final String FORM = "ralf-anchor/1";
  private static final Pattern COUNT = Pattern.compile("(pos|streams) (0|[1-9]\\d{0,17})");
  private static final Pattern HEAD = Pattern.compile("([1-9]\\d{0,17}) ([0-9a-f]{64}) (\\S+)");

  public Anchor {
    TreeMap<StreamName, End> sorted = new TreeMap<>(StreamName.BY_NAME);
    sorted.putAll(heads);
    heads = Collections.unmodifiableSortedMap(sorted);
    long events = heads.values().stream().mapToLong(End::version).sum();
    if (position != events) {
      throw new IllegalArgumentException("position " + position + " of " + events + " events");
    }
  }

  public static Anchor of(long position, Map<StreamName, End> heads) {
    TreeMap<StreamName, End> sorted = new TreeMap<>(StreamName.BY_NAME);
    sorted.putAll(heads);
    return new Anchor(position, sorted);
  }

  /** The sum that stands for all of it. */
  public Sha256 root() {
    return Sha256.of(body());
  }

  /** The text to keep elsewhere. */
  public String text() {
    return body() + "root " + root().hex() + "\n";
  }

  private String body() {
    var text = new StringBuilder(FORM).append("\npos ").append(position);
    text.append("\nstreams ").append(heads.size()).append('\n');
    heads.forEach(
        (name, end) ->
            text.append(end.version())
                .append(' ')
                .append(end.hash())
                .append(' ')
                .append(name)
                .append('\n'));
    return text.toString();
  }

  /** Reads such a text; empty if one octet of it is not as written. */
  public static Optional<Anchor> parse(String text) {
    List<String> lines = text.lines().toList();
    if (lines.size() < 4 || !lines.get(0).equals(FORM)) {
      return Optional.empty();
    }
    try {
      TreeMap<StreamName, End> heads = new TreeMap<>(StreamName.BY_NAME);
      for (String line : lines.subList(3, lines.size() - 1)) {
        Matcher head = matching(HEAD, line);
        heads.put(
            new StreamName(head.group(3)),
            new End(Long.parseLong(head.group(1)), new ChainHash(head.group(2))));
      }
      long position = Long.parseLong(matching(COUNT, lines.get(1)).group(2));
      return Optional.of(new Anchor(position, heads)).filter(a -> a.text().equals(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Matcher matching(Pattern form, String line) {
    Matcher matcher = form.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a line of an anchor");
    }
    return matcher;
  }

  /**
   * What differs in a journal that has this anchor in its past.
   *
   * @param now where the same journal's streams end among its positions up to this anchor's
   * @param last the journal's last position now
   */
  public Optional<Text> objection(Map<StreamName, End> now, long last) {
    if (last < position) {
      return Optional.of(
          Text.of(
              "the journal ends at position %d, but had %d: its end was cut off"
                  .formatted(last, position),
              "das Journal endet an Position %d, hatte aber %d: sein Ende wurde abgeschnitten"
                  .formatted(last, position)));
    }
    List<Text> wrong = new ArrayList<>();
    heads.forEach(
        (name, end) ->
            differs(name, end, Optional.ofNullable(now.get(name))).ifPresent(wrong::add));
    return wrong.stream().findFirst();
  }

  private static Optional<Text> differs(StreamName name, End then, Optional<End> found) {
    if (found.isEmpty()) {
      return Optional.of(
          Text.of(
              "stream %s is gone; it had %d events".formatted(name, then.version()),
              "Strom %s ist weg; er hatte %d Ereignisse".formatted(name, then.version())));
    }
    End now = found.get();
    if (now.version() != then.version()) {
      return Optional.of(
          Text.of(
              "stream %s has %d events up to there, not %d"
                  .formatted(name, now.version(), then.version()),
              "Strom %s hat bis dorthin %d Ereignisse, nicht %d"
                  .formatted(name, now.version(), then.version())));
    }
    return now.hash().equals(then.hash())
        ? Optional.empty()
        : Optional.of(
            Text.of(
                "stream %s has another history up to version %d".formatted(name, then.version()),
                "Strom %s hat eine andere Geschichte bis Version %d"
                    .formatted(name, then.version())));
  }
}
