package zone.otta.ralf.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.journal.Anchor;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Imports;

/** Takes the past of another journal and reads back where its streams end. */
final class Takes implements Contender {
  private final String name;
  private final Imports imports;
  private final Pasts pasts;
  private List<StoredEvent> events = List.of();
  private Optional<Imports.Past> past = Optional.empty();

  Takes(String name, Imports imports, Pasts pasts) {
    this.name = name;
    this.imports = imports;
    this.pasts = pasts;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void prepare() {
    events = pasts.next();
    Map<StreamName, Anchor.End> ends = new HashMap<>();
    events.forEach(e -> ends.put(e.stream(), new Anchor.End(e.version(), e.hash())));
    past =
        Optional.of(
            new Imports.Past(
                events.getFirst().event().id(),
                Sha256.of("a file"),
                Anchor.of(events.size(), ends)));
  }

  /** One past, however long it takes. */
  @Override
  public long run(long nanos) {
    Imports.Past taken = past.orElseThrow();
    Imports.Taken there =
        imports.take(
            taken,
            (after, limit) ->
                events.subList((int) after, (int) Math.min(events.size(), after + limit)));
    if (!there.now() || !imports.readBack(there).equals(Optional.of(taken.heads().root()))) {
      throw new IllegalStateException("another past than that which was sent");
    }
    return events.size();
  }

  /** The memory is its owner's to close. */
  @Override
  public void close() {}
}
