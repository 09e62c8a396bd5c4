package zone.otta.ralf.sample;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.port.Journal.Append;
import zone.otta.ralf.port.Journal.Snapshot;
import zone.otta.ralf.port.Metadata;
import zone.otta.ralf.port.PortException;

/**
 * Counts the events of a whole journal by type. Its own stream is its truth: each event there says
 * how far it has counted and what it found, in one append, so nothing is counted twice or not at
 * all, wherever it is killed and however many of it run. Not thread-safe.
 */
public final class Chronicle {
  static final StreamName MINE = new StreamName("chronicle:counts");
  static final Metadata.Scope SCOPE = new Metadata.Scope("chronicle:counts");
  private static final String SNAPSHOT = "counts";
  private static final int PAGE = 500;

  private final Journal journal;
  private final Metadata metadata;
  private Counts counts = Counts.none();
  private long version;

  public Chronicle(Journal journal, Metadata metadata) {
    this.journal = journal;
    this.metadata = metadata;
  }

  /** As of the last {@link #catchUp}. */
  public SortedMap<String, Long> counts() {
    return counts.byType();
  }

  /**
   * Counts what is new. After a {@link PortException} the same call again finds out what became of
   * the former one.
   */
  public void catchUp() {
    remember();
    long read = counts.position();
    for (List<StoredEvent> page = journal.readAll(read, PAGE);
        !page.isEmpty();
        page = journal.readAll(read, PAGE)) {
      read = page.getLast().position();
      Optional<Counts> news = news(page);
      if (news.isPresent() && !append(news.get(), page.getLast().event().occurredUs())) {
        // Another chronicle was faster: its events are as good as ours.
        remember();
        read = counts.position();
      }
    }
    keepSnapshot();
  }

  /** What its own stream says, from the newest snapshot on. */
  private void remember() {
    Optional<Snapshot> snapshot = journal.snapshot(MINE, SNAPSHOT);
    counts = snapshot.map(s -> Counts.parse(s.state())).orElse(Counts.none());
    version = snapshot.map(Snapshot::version).orElse(0L);
    for (List<StoredEvent> page = journal.readStream(MINE, version, PAGE);
        !page.isEmpty();
        page = journal.readStream(MINE, version, PAGE)) {
      page.forEach(stored -> counts = counts.plus(Counts.parse(stored.event().payload())));
      version = page.getLast().version();
    }
  }

  /** Empty if a page has only its own events, which are not counted. */
  private static Optional<Counts> news(List<StoredEvent> page) {
    var found = new TreeMap<String, Long>();
    page.stream()
        .filter(stored -> !stored.stream().equals(MINE))
        .forEach(stored -> found.merge(stored.event().type(), 1L, Long::sum));
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(new Counts(page.getLast().position(), found));
  }

  private boolean append(Counts news, long at) {
    // Id and time follow from what is counted: whoever appends the same finds it stored already.
    UUID id =
        UUID.nameUUIDFromBytes(
            (MINE + " " + version + " " + news.json()).getBytes(StandardCharsets.UTF_8));
    return switch (journal.append(
        MINE, version, List.of(new NewEvent(id, "counted", at, news.json())))) {
      case Append.Stored stored -> counted(news, stored.version());
      case Append.AlreadyStored stored -> counted(news, stored.version());
      case Append.Conflict conflict -> false;
    };
  }

  private boolean counted(Counts news, long reached) {
    counts = counts.plus(news);
    version = reached;
    return true;
  }

  /** A shorter way for {@link #remember} next time; without it nothing would be lost. */
  private void keepSnapshot() {
    Journal.Head head = journal.head(MINE);
    if (head.version() == version && version > 0) {
      journal.putSnapshot(new Snapshot(MINE, SNAPSHOT, version, head.hash(), counts.json()));
    }
  }

  /**
   * Says where it is, for others to see, unless a later turn has said so.
   *
   * @param fence of the lease under which it counted
   */
  public void publish(long fence) {
    Optional<Metadata.Entry> there = metadata.get(SCOPE, Position.KEY);
    var now = new Position(counts.position(), fence);
    if (there.map(entry -> Position.parse(entry.json())).filter(now::saysNothingNew).isPresent()) {
      return;
    }
    // A conflict means that another chronicle has just said the same or more.
    Metadata.Put put =
        metadata.put(
            SCOPE, Position.KEY, there.map(Metadata.Entry::revision).orElse(0L), now.json());
    switch (put) {
      case Metadata.Put.Stored stored -> {}
      case Metadata.Put.Conflict conflict -> {}
    }
  }
}
