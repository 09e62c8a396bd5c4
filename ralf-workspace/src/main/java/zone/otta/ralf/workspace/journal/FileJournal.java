package zone.otta.ralf.workspace.journal;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.journal.ChainHash;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.workspace.json.JsonReader;
import zone.otta.ralf.workspace.json.JsonReading;
import zone.otta.ralf.workspace.store.StateDirectory;

/**
 * The journal as a file of JSON lines, {@code journal.jsonl} in the state directory; bytes as in
 * docs/adr/0007-journal-bytes.md. One process writes, any number may read without a lock.
 * Thread-safe. An append costs one write and one fsync; the file is read and checked as a whole
 * when it is opened.
 */
public final class FileJournal implements Journal {
  private static final int MAX_BATCH = 1000;
  private final StateDirectory state;
  private final JournalFile file;
  private final Optional<JournalLock> lock;
  private final Optional<JournalGrowth> growth;
  private final JournalIndex index;
  private final SnapshotFiles snapshots;
  private final Optional<TornTail> tornTail;
  private final JsonReader json = new JsonReader();
  private long end;
  private boolean closed;

  private FileJournal(
      StateDirectory state,
      JournalFile file,
      Optional<JournalLock> lock,
      JournalScan scan,
      boolean follow) {
    this.state = state;
    this.file = file;
    this.lock = lock;
    this.growth = follow ? Optional.of(new JournalGrowth(file, scan)) : Optional.empty();
    this.index = scan.index();
    this.snapshots = new SnapshotFiles(state.snapshots());
    this.tornTail = scan.tornTail();
    this.end = scan.end();
  }

  /**
   * Opens the journal for writing, creates it if there is none, and cuts off a torn tail.
   *
   * @throws zone.otta.ralf.port.PortException {@code RALF-J001} if another process writes it,
   *     {@code RALF-J002} if it is damaged, {@code RALF-J004} if the file cannot be used
   */
  public static FileJournal open(StateDirectory state, JournalHolder holder) {
    JournalLock lock = JournalLock.acquire(state.journalLock(), holder);
    try {
      FileJournal journal =
          checked(state, JournalFile.forWriting(state.journal()), Optional.of(lock), false);
      journal.file.settle(journal.end);
      return journal;
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Opens the journal for reading as it stands now, without a lock and also while another process
   * writes; a torn tail is passed over and left alone. Empty if there is no journal yet.
   *
   * @throws zone.otta.ralf.port.PortException {@code RALF-J002}, {@code RALF-J004} as above
   */
  public static Optional<FileJournal> readOnly(StateDirectory state) {
    return reading(state, false);
  }

  /**
   * The same, but every read sees what was appended up to then. An unfinished append is not seen
   * until it is whole.
   *
   * @throws zone.otta.ralf.port.PortException as above, and on reading {@code RALF-J011} once the
   *     file was moved away or replaced and all of it was read
   */
  public static Optional<FileJournal> following(StateDirectory state) {
    return reading(state, true);
  }

  private static Optional<FileJournal> reading(StateDirectory state, boolean follow) {
    return Files.exists(state.journal())
        ? Optional.of(
            checked(state, JournalFile.forReading(state.journal()), Optional.empty(), follow))
        : Optional.empty();
  }

  private static FileJournal checked(
      StateDirectory state, JournalFile file, Optional<JournalLock> lock, boolean follow) {
    try {
      JournalScan scan = file.scan();
      scan.damage()
          .ifPresent(
              damage -> {
                throw JournalFault.damaged(file.path(), damage);
              });
      return new FileJournal(state, file, lock, scan, follow);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** The torn tail that was found when the journal was opened; cut off unless it is read only. */
  public Optional<TornTail> tornTail() {
    return tornTail;
  }

  /**
   * The sum over the bytes of the first events, as they stand in the file now.
   *
   * @param position the last of them, from 1
   */
  public synchronized Sha256 sum(long position) {
    requireOpen();
    JournalIndex.Entry last = index.after(position - 1, 1).getFirst();
    return file.sum(last.offset() + last.length() + 1);
  }

  @Override
  public synchronized Head head(StreamName stream) {
    requireReadable();
    return index.head(stream);
  }

  @Override
  public synchronized Append append(
      StreamName stream, long expectedVersion, List<NewEvent> events) {
    requireWritable();
    check(events);
    Head head = index.head(stream);
    if (head.version() != expectedVersion) {
      return index.retried(stream, expectedVersion, events);
    }
    if (events.stream().anyMatch(event -> index.knows(event.id()))) {
      throw new IllegalArgumentException("an event of this id is stored elsewhere");
    }
    store(lines(stream, head, events));
    return new Append.Stored(head.version() + events.size(), index.size());
  }

  private void check(List<NewEvent> events) {
    if (events.isEmpty() || events.size() > MAX_BATCH) {
      throw new IllegalArgumentException("a batch of " + events.size() + " events");
    }
    var ids = new HashSet<>();
    for (NewEvent event : events) {
      if (!ids.add(event.id())) {
        throw new IllegalArgumentException("an id occurs twice in the batch");
      }
      if (json.read(event.payload()) instanceof JsonReading.Malformed) {
        throw new IllegalArgumentException("a payload is not a JSON object");
      }
    }
  }

  private List<EventLine> lines(StreamName stream, Head head, List<NewEvent> events) {
    List<EventLine> lines = new ArrayList<>();
    ChainHash hash = head.hash();
    for (NewEvent event : events) {
      int number = lines.size() + 1;
      hash = hash.next(head.version() + number, event);
      lines.add(
          new EventLine(
              new StoredEvent(index.size() + number, stream, head.version() + number, event, hash),
              events.size() - number));
    }
    return lines;
  }

  private void store(List<EventLine> lines) {
    var bytes = new ByteArrayOutputStream();
    List<byte[]> parts = lines.stream().map(EventLine::bytes).toList();
    parts.forEach(bytes::writeBytes);
    file.append(end, bytes.toByteArray());
    for (int i = 0; i < parts.size(); i++) {
      index.add(lines.get(i).stored(), end, parts.get(i).length - 1);
      end += parts.get(i).length;
    }
  }

  @Override
  public synchronized List<StoredEvent> readStream(
      StreamName stream, long afterVersion, int limit) {
    requireReadable();
    return index.after(stream, afterVersion, positive(limit)).stream().map(this::read).toList();
  }

  @Override
  public synchronized List<StoredEvent> readAll(long afterPosition, int limit) {
    requireReadable();
    return index.after(afterPosition, positive(limit)).stream().map(this::read).toList();
  }

  private StoredEvent read(JournalIndex.Entry entry) {
    return EventLine.parse(file.read(entry.offset(), entry.length()))
        .map(EventLine::stored)
        .filter(stored -> stored.hash().equals(entry.hash()))
        .orElseThrow(() -> JournalFault.damaged(file.path(), changed(entry)));
  }

  private static Damage changed(JournalIndex.Entry entry) {
    return new Damage(
        entry.position(),
        entry.offset(),
        Text.of("changed since it was opened", "seit dem Öffnen verändert"));
  }

  @Override
  public synchronized void putSnapshot(Snapshot snapshot) {
    requireWritable();
    if (!fits(snapshot)) {
      throw new IllegalArgumentException("a snapshot of another history");
    }
    snapshots.put(snapshot);
  }

  @Override
  public synchronized Optional<Snapshot> snapshot(
      StreamName stream, String kind, long upToVersion) {
    requireReadable();
    return snapshots.newest(stream, kind, upToVersion, this::fits);
  }

  /** The newest valid snapshot of each stream and kind. */
  public synchronized List<Snapshot> snapshots() {
    requireReadable();
    return snapshots.newest(this::fits);
  }

  private boolean fits(Snapshot snapshot) {
    return index
        .hash(snapshot.stream(), snapshot.version())
        .filter(snapshot.atHash()::equals)
        .isPresent();
  }

  @Override
  public synchronized Optional<Text> verify() {
    requireOpen();
    JournalScan scan = file.scan();
    if (scan.damage().isPresent()) {
      return scan.damage().map(Damage::text);
    }
    return scan.index().size() >= index.size()
        ? Optional.empty()
        : Optional.of(changed(index.after(scan.index().size(), 1).getFirst()).text());
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      try {
        file.close();
      } finally {
        lock.ifPresent(JournalLock::close);
      }
    }
  }

  private static int positive(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit " + limit);
    }
    return limit;
  }

  private void requireWritable() {
    requireOpen();
    if (lock.isEmpty()) {
      throw new IllegalStateException("opened for reading: " + state);
    }
  }

  private void requireReadable() {
    requireOpen();
    growth.ifPresent(JournalGrowth::look);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("closed: " + state);
    }
  }
}
