package zone.otta.ralf.testkit.journal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.ChainHash;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;

/** Journals with one mistake each, as people make them. */
final class WrongJournals {
  private WrongJournals() {}

  /** Takes whatever comes, wherever its writer believed the head to be. */
  static final class ForgetsExpectedHead extends MemoryJournal {
    @Override
    public synchronized Append append(StreamName stream, long expected, List<NewEvent> batch) {
      return super.append(stream, head(stream).version(), batch);
    }
  }

  /** Stores events one after the other and stops at the first that is refused. */
  static final class LosesAtomicity extends MemoryJournal {
    @Override
    public synchronized Append append(StreamName stream, long expected, List<NewEvent> batch) {
      if (batch.size() < 2 || head(stream).version() != expected) {
        return super.append(stream, expected, batch);
      }
      Append last = new Append.Conflict(expected);
      for (NewEvent event : batch) {
        last = super.append(stream, head(stream).version(), List.of(event));
      }
      return last;
    }
  }

  /** Answers a retry after a lost reply with a conflict. */
  static final class ForgetsRetries extends MemoryJournal {
    @Override
    public synchronized Append append(StreamName stream, long expected, List<NewEvent> batch) {
      return switch (super.append(stream, expected, batch)) {
        case Append.AlreadyStored stored -> new Append.Conflict(head(stream).version());
        case Append.Stored stored -> stored;
        case Append.Conflict conflict -> conflict;
      };
    }
  }

  /** Takes a retry for the same by its place and first id alone. */
  static final class ComparesIdsOnly extends MemoryJournal {
    @Override
    public synchronized Append append(StreamName stream, long expected, List<NewEvent> batch) {
      Append answer = super.append(stream, expected, batch);
      List<UUID> ids = batch.stream().map(NewEvent::id).toList();
      List<StoredEvent> there =
          expected < 0 ? List.of() : readStream(stream, expected, batch.size());
      return answer instanceof Append.Conflict
              && there.stream().map(e -> e.event().id()).toList().equals(ids)
          ? new Append.AlreadyStored(expected + ids.size(), there.getLast().position())
          : answer;
    }
  }

  /** Gives every event a fresh id inside, so that nothing is ever a repetition. */
  static final class IgnoresIds extends MemoryJournal {
    private final Map<ChainHash, NewEvent> originals = new HashMap<>();

    @Override
    public synchronized Append append(StreamName stream, long expected, List<NewEvent> batch) {
      List<NewEvent> fresh = new ArrayList<>();
      for (NewEvent e : batch) {
        fresh.add(new NewEvent(UUID.randomUUID(), e.type(), e.occurredUs(), e.payload()));
      }
      Append answer = super.append(stream, expected, fresh);
      if (answer instanceof Append.Stored) {
        List<StoredEvent> stored = super.readStream(stream, expected, batch.size());
        for (int i = 0; i < batch.size(); i++) {
          originals.put(stored.get(i).hash(), batch.get(i));
        }
      }
      return answer;
    }

    @Override
    public synchronized List<StoredEvent> readStream(StreamName stream, long after, int limit) {
      return super.readStream(stream, after, limit).stream().map(this::original).toList();
    }

    @Override
    public synchronized List<StoredEvent> readAll(long after, int limit) {
      return super.readAll(after, limit).stream().map(this::original).toList();
    }

    private StoredEvent original(StoredEvent e) {
      return new StoredEvent(
          e.position(), e.stream(), e.version(), originals.get(e.hash()), e.hash());
    }
  }

  /** Takes any number of events. */
  static final class TakesAnyBatch extends MemoryJournal {
    @Override
    public synchronized Append append(StreamName stream, long expected, List<NewEvent> batch) {
      if (batch.isEmpty()) {
        return new Append.Stored(expected, readAll(0, Integer.MAX_VALUE).size());
      }
      return super.append(stream, expected, batch);
    }
  }

  /** Reads by type and not by position. */
  static final class Reorders extends MemoryJournal {
    @Override
    public synchronized List<StoredEvent> readAll(long after, int limit) {
      return super.readAll(after, limit).stream()
          .sorted(Comparator.comparing((StoredEvent e) -> e.stream().value()))
          .toList();
    }
  }

  /** Numbers from a sequence that skips, as a rolled back transaction does. */
  static final class LeavesGaps extends MemoryJournal {
    @Override
    public synchronized List<StoredEvent> readAll(long after, int limit) {
      return super.readAll(after / 2, limit).stream().map(LeavesGaps::skip).toList();
    }

    private static StoredEvent skip(StoredEvent e) {
      return new StoredEvent(2 * e.position(), e.stream(), e.version(), e.event(), e.hash());
    }
  }

  /** Starts at the given place and not after it. */
  static final class OffByOne extends MemoryJournal {
    @Override
    public synchronized List<StoredEvent> readStream(StreamName stream, long after, int limit) {
      return super.readStream(stream, after - 1, limit);
    }
  }

  /** Tidies JSON up, as a database's binary JSON does. */
  static final class NormalisesPayload extends MemoryJournal {
    @Override
    public synchronized List<StoredEvent> readStream(StreamName stream, long after, int limit) {
      return super.readStream(stream, after, limit).stream().map(this::tidy).toList();
    }

    private StoredEvent tidy(StoredEvent e) {
      NewEvent event = e.event();
      String payload = event.payload().replaceAll("[ \t\r]+", " ");
      return new StoredEvent(
          e.position(),
          e.stream(),
          e.version(),
          new NewEvent(event.id(), event.type(), event.occurredUs(), payload),
          e.hash());
    }
  }

  /** One chain for the whole journal. */
  static final class ChainsTheJournal extends MemoryJournal {
    @Override
    public synchronized List<StoredEvent> readStream(StreamName stream, long after, int limit) {
      List<StoredEvent> chained = new ArrayList<>();
      ChainHash hash = ChainHash.start(stream);
      for (StoredEvent e : readAll(0, Integer.MAX_VALUE)) {
        hash = hash.next(e.position(), e.event());
        if (e.stream().equals(stream) && e.version() > after && chained.size() < limit) {
          chained.add(new StoredEvent(e.position(), stream, e.version(), e.event(), hash));
        }
      }
      return chained;
    }
  }

  /** Keeps a snapshot whatever history it was taken of. */
  static final class AcceptsAnySnapshot extends MemoryJournal {
    private final List<Snapshot> any = new ArrayList<>();

    @Override
    public synchronized void putSnapshot(Snapshot snapshot) {
      any.add(snapshot);
    }

    @Override
    public synchronized Optional<Snapshot> snapshot(
        StreamName stream, String kind, long upToVersion) {
      return any.stream()
          .filter(s -> s.version() <= upToVersion)
          .filter(s -> s.stream().equals(stream) && s.kind().equals(kind))
          .max(Comparator.comparingLong(Snapshot::version));
    }
  }

  /** Gives back the snapshot that was put last. */
  static final class LastSnapshotWins extends MemoryJournal {
    private final Map<String, Snapshot> last = new HashMap<>();

    @Override
    public synchronized void putSnapshot(Snapshot snapshot) {
      super.putSnapshot(snapshot);
      last.put(snapshot.stream() + " " + snapshot.kind(), snapshot);
    }

    @Override
    public synchronized Optional<Snapshot> snapshot(
        StreamName stream, String kind, long upToVersion) {
      return Optional.ofNullable(last.get(stream + " " + kind));
    }
  }

  /** Looks at the newest snapshot only, whatever version is asked for. */
  static final class KnowsNoFormerSnapshot extends MemoryJournal {
    @Override
    public synchronized Optional<Snapshot> snapshot(
        StreamName stream, String kind, long upToVersion) {
      return super.snapshot(stream, kind, Long.MAX_VALUE).filter(s -> s.version() <= upToVersion);
    }
  }

  /** Looks at the head and stores without holding anything in between. */
  static final class ChecksThenActs extends MemoryJournal {
    @Override
    public Append append(StreamName stream, long expected, List<NewEvent> batch) {
      if (head(stream).version() != expected) {
        return super.append(stream, expected, batch);
      }
      // Wide open for a moment, so that the mistake shows in every run.
      java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
      return super.append(stream, head(stream).version(), batch);
    }
  }

  /** Always finds something. */
  static final class CriesWolf extends MemoryJournal {
    @Override
    public synchronized Optional<Text> verify() {
      return Optional.of(Text.same("line 1"));
    }
  }

  /** Acknowledges what it has not stored. */
  static final class Forgets extends MemoryJournal {
    @Override
    public synchronized Append append(StreamName stream, long expected, List<NewEvent> batch) {
      return new Append.Stored(expected + batch.size(), expected + batch.size());
    }
  }

  /** Invents a start. */
  static final class StartsElsewhere extends MemoryJournal {
    @Override
    public synchronized Head head(StreamName stream) {
      Head head = super.head(stream);
      return head.version() == 0 ? new Head(0, ChainHash.start(new StreamName("any"))) : head;
    }
  }

  /** Shows some events later than others that came after them, as a sequence does. */
  static final class ShowsLate extends MemoryJournal {
    private final Map<Long, Long> shownAt = new HashMap<>();

    @Override
    public synchronized Append append(StreamName stream, long expected, List<NewEvent> batch) {
      Append answer = super.append(stream, expected, batch);
      if (answer instanceof Append.Stored stored && stored.position() % 3 == 0) {
        shownAt.put(stored.position(), System.nanoTime() + 20_000_000);
      }
      return answer;
    }

    @Override
    public synchronized List<StoredEvent> readAll(long after, int limit) {
      long now = System.nanoTime();
      return super.readAll(after, limit).stream()
          .filter(e -> shownAt.getOrDefault(e.position(), now) - now <= 0)
          .toList();
    }
  }
}
