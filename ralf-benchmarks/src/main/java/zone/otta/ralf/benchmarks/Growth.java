package zone.otta.ralf.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.postgresql.MemoryStage;

/** Memories of different sizes, filled by SQL: what an append and an empty poll take in each. */
final class Growth {
  private static final int STREAMS = 100;

  private Growth() {}

  /**
   * Fills an empty memory. The hashes have the right form, but are no chains: nobody recomputes
   * them here.
   */
  static void fill(MemoryStage stage, String database, int events) throws SQLException {
    try (Connection connection = stage.connect(MemoryStage.SUPER, database);
        Statement statement = connection.createStatement()) {
      statement.execute("SET synchronous_commit = off");
      statement.execute(
          "INSERT INTO state.stream (name, version, head_hash) SELECT 'grown:' || s, "
              + events / STREAMS
              + ", sha256('') FROM generate_series(1, "
              + STREAMS
              + ") s");
      int chunk = Math.min(events, 20_000);
      for (int from = 1; from <= events; from += chunk) {
        statement.execute(
            "INSERT INTO state.event (pos, stream_id, version, event_id, type, occurred_us, payload, hash)"
                + " SELECT p, 1 + p %% %1$d, 1 + (p - 1) / %1$d, gen_random_uuid(), 'counted', p,"
                    .formatted(STREAMS)
                + " ('{\"filler\":\"' || repeat('x', 276) || '\"}')::json, sha256(int8send(p))"
                + " FROM generate_series(%d::bigint, %d) p".formatted(from, from + chunk - 1));
      }
      statement.execute("UPDATE state.journal_head SET pos = " + events);
      statement.execute("VACUUM ANALYZE state.event, state.stream, state.journal_head");
    }
  }

  /** Times of single calls in microseconds; the median of each repeat is kept. */
  static final class Times {
    private final Journal journal;
    private final long end;
    private final Events events;
    private final StreamName stream;
    private final List<Double> appends = new ArrayList<>();
    private final List<Double> polls = new ArrayList<>();
    private long version;
    private long position;

    Times(Journal journal, long end, int seed) {
      this.journal = journal;
      this.end = end;
      this.position = end;
      this.events = new Events();
      this.stream = StreamName.run(seed);
    }

    void repeat(int calls, boolean counts) {
      double append = median(calls, this::append);
      double poll = median(calls, this::poll);
      if (counts) {
        appends.add(append);
        polls.add(poll);
      }
    }

    private void append() {
      if (!(journal.append(stream, version, List.of(events.next()))
          instanceof Journal.Append.Stored stored)) {
        throw new IllegalStateException("not stored after " + end);
      }
      version = stored.version();
      position = stored.position();
    }

    private void poll() {
      if (!journal.readAll(position, 100).isEmpty()) {
        throw new IllegalStateException("somebody else appended after " + position);
      }
    }

    private static double median(int calls, Runnable call) {
      long[] nanos = new long[calls];
      for (int i = 0; i < calls; i++) {
        long begin = System.nanoTime();
        call.run();
        nanos[i] = System.nanoTime() - begin;
      }
      Arrays.sort(nanos);
      return nanos[calls / 2] / 1000.0;
    }

    List<Double> appends() {
      return appends;
    }

    List<Double> polls() {
      return polls;
    }
  }
}
