package zone.otta.ralf.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import zone.otta.ralf.journal.ChainHash;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Journal.Append;

/**
 * Eight writers, random delays inside their transactions, every tenth rolled back, backends killed:
 * every reader sees every acknowledged event once and in one order, and no position is missing.
 * {@code -Dralf.race.seconds=30} for the long one.
 */
@ExtendWith(MemoryServer.class)
class OrderingRaceTest {
  private static final int SECONDS = Integer.getInteger("ralf.race.seconds", 3);
  private static final long SEED = Long.getLong("ralf.race.seed", 20_261_129);
  private static final int OVER_TRANSACTIONS = 5;
  private static final int OVER_THE_LIBRARY = 3;
  private static final int READERS = 3;

  private final long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
  private final List<SQLException> deadlocks = new ArrayList<>();

  @Test
  void every_reader_sees_every_event_once_in_one_order() throws Exception {
    PostgresAccess access = MemoryServer.stage().fresh();
    try (PostgresMemory shared = PostgresMemory.open(access);
        ExecutorService pool = Executors.newCachedThreadPool()) {
      List<Future<List<UUID>>> writers = new ArrayList<>();
      for (int w = 0; w < OVER_TRANSACTIONS + OVER_THE_LIBRARY; w++) {
        int writer = w;
        Callable<List<UUID>> task =
            w < OVER_TRANSACTIONS
                ? () -> overTransactions(access, writer)
                : () -> overLibrary(shared, writer);
        writers.add(pool.submit(task));
      }
      List<Future<List<StoredEvent>>> readers = new ArrayList<>();
      for (int r = 0; r < READERS; r++) {
        readers.add(pool.submit(() -> tail(access, writers)));
      }
      Future<Integer> killer = pool.submit(() -> kill(access));
      List<UUID> acknowledged = new ArrayList<>();
      for (Future<List<UUID>> writer : writers) {
        acknowledged.addAll(writer.get());
      }
      List<StoredEvent> first = readers.get(0).get();
      assertThat(first)
          .as("seed %d", SEED)
          .extracting(StoredEvent::position)
          .isEqualTo(LongStream.rangeClosed(1, first.size()).boxed().toList());
      assertThat(first.stream().map(e -> e.event().id()).toList())
          .as("seed %d", SEED)
          .doesNotHaveDuplicates()
          .containsExactlyInAnyOrderElementsOf(acknowledged);
      for (Future<List<StoredEvent>> reader : readers) {
        assertThat(reader.get()).as("seed %d", SEED).isEqualTo(first);
      }
      assertThat(shared.journal().verify()).isEmpty();
      assertThat(deadlocks).isEmpty();
      System.out.printf(
          "race: %d s, %d events, %d backends killed%n", SECONDS, first.size(), killer.get());
    }
  }

  private static NewEvent event(int writer, int number) {
    return new NewEvent(
        new UUID(0x4000 + writer, number), "raced", number, "{\"n\":" + number + "}");
  }

  private List<UUID> overTransactions(PostgresAccess access, int writer) throws Exception {
    Random random = new Random(SEED + writer);
    StreamName stream = StreamName.run(writer);
    ChainHash hash = ChainHash.start(stream);
    List<UUID> acknowledged = new ArrayList<>();
    while (System.nanoTime() < end) {
      List<NewEvent> events = new ArrayList<>();
      for (int i = random.nextInt(3); i >= 0; i--) {
        events.add(event(writer, acknowledged.size() + events.size()));
      }
      Appending appending = Appending.after(hash, stream, acknowledged.size(), events);
      transaction(access, appending, random);
      hash = appending.last();
      events.forEach(e -> acknowledged.add(e.id()));
    }
    return acknowledged;
  }

  /** Again and again until it is acknowledged, whatever happens to the connection. */
  private void transaction(PostgresAccess access, Appending appending, Random random)
      throws Exception {
    while (true) {
      try (Link link = Link.open(access, Duration.ofSeconds(20))) {
        while (!once(link, appending, random)) {
          LockSupport.parkNanos(random.nextInt(200_000));
        }
        return;
      } catch (SQLException e) {
        if ("40P01".equals(e.getSQLState())) {
          synchronized (deadlocks) {
            deadlocks.add(e);
          }
        }
      }
    }
  }

  private static boolean once(Link link, Appending appending, Random random) throws SQLException {
    link.jdbc().setAutoCommit(false);
    Append answer = AppendSql.append(link, List.of(appending)).getFirst();
    if (answer instanceof Append.Conflict) {
      throw new AssertionError(appending.stream() + ": " + answer);
    }
    LockSupport.parkNanos(random.nextInt(2_000_000));
    if (random.nextInt(10) == 0) {
      link.jdbc().rollback();
      return false;
    }
    link.jdbc().commit();
    return true;
  }

  private List<UUID> overLibrary(PostgresMemory memory, int writer) {
    Random random = new Random(SEED + writer);
    StreamName stream = StreamName.run(writer);
    List<UUID> acknowledged = new ArrayList<>();
    while (System.nanoTime() < end) {
      NewEvent event = event(writer, acknowledged.size());
      Append answer = memory.journal().append(stream, acknowledged.size(), List.of(event));
      if (answer instanceof Append.Conflict) {
        throw new AssertionError(stream + ": " + answer);
      }
      acknowledged.add(event.id());
      LockSupport.parkNanos(random.nextInt(2_000_000));
    }
    return acknowledged;
  }

  private static List<StoredEvent> tail(PostgresAccess access, List<Future<List<UUID>>> writers) {
    List<StoredEvent> seen = new ArrayList<>();
    try (PostgresMemory memory = PostgresMemory.open(access)) {
      boolean last;
      List<StoredEvent> page;
      do {
        last = writers.stream().allMatch(Future::isDone);
        page = memory.journal().readAll(seen.size(), 100);
        seen.addAll(page);
      } while (!last || !page.isEmpty());
    }
    return seen;
  }

  private int kill(PostgresAccess access) throws Exception {
    Random random = new Random(SEED);
    int killed = 0;
    PostgresAccess superuser = MemoryServer.stage().as(MemoryStage.SUPER, access.database());
    try (Link link = Link.open(superuser, Duration.ofSeconds(20));
        Statement s = link.jdbc().createStatement()) {
      while (System.nanoTime() < end) {
        LockSupport.parkNanos(50_000_000L + random.nextInt(100_000_000));
        try (var row =
            s.executeQuery(
                "SELECT count(pg_terminate_backend(pid)) FROM (SELECT pid FROM pg_stat_activity"
                    + " WHERE usename = 'ralf_app' AND datname = current_database()"
                    + " ORDER BY random() LIMIT 1) v")) {
          row.next();
          killed += row.getInt(1);
        }
      }
    }
    return killed;
  }
}
