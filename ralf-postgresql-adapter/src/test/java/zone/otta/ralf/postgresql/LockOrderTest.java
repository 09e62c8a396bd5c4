package zone.otta.ralf.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Journal.Append;
import zone.otta.ralf.port.Journal.Head;

/**
 * Single appends and batches over the same streams in every order: whoever begins has the head row
 * first, so nobody waits for somebody who waits for him.
 */
@ExtendWith(MemoryServer.class)
class LockOrderTest {
  private static final int CLIENTS = 6;
  private static final int EACH = 60;
  private static final int STREAMS = 3;

  @Test
  @Timeout(60)
  void singles_and_batches_over_the_same_streams_never_deadlock() throws Exception {
    PostgresAccess access = MemoryServer.stage().fresh();
    try (ExecutorService pool = Executors.newFixedThreadPool(CLIENTS);
        PostgresMemory memory = PostgresMemory.open(access)) {
      List<Future<Integer>> clients = new ArrayList<>();
      for (int c = 0; c < CLIENTS; c++) {
        int client = c;
        clients.add(pool.submit(() -> client(access, memory, client)));
      }
      int stored = 0;
      for (Future<Integer> client : clients) {
        stored += client.get();
      }
      assertThat(memory.journal().readAll(0, Integer.MAX_VALUE)).hasSize(stored);
      assertThat(memory.journal().verify()).isEmpty();
      assertThat(deadlocks(access.database())).isZero();
    }
  }

  /** Why the head comes first, and that this test would notice if it did not. */
  @Test
  @Timeout(60)
  void a_writer_that_takes_a_stream_first_deadlocks_with_an_append() throws Exception {
    MemoryStage stage = MemoryServer.stage();
    PostgresAccess access = stage.fresh();
    try (PostgresMemory memory = PostgresMemory.open(access);
        Link wrong =
            Link.open(stage.as(MemoryStage.SUPER, access.database()), Duration.ofSeconds(20));
        Statement s = wrong.jdbc().createStatement();
        ExecutorService pool = Executors.newSingleThreadExecutor()) {
      memory.journal().append(Events.RUN, 0, Events.events(1, 1));
      s.execute("SET deadlock_timeout = '50ms'");
      s.execute("BEGIN; UPDATE state.stream SET version = version WHERE name = 'run:7'");
      Future<Append> append =
          pool.submit(() -> memory.journal().append(Events.RUN, 1, Events.events(2, 1)));
      awaitLock(s);
      assertThatThrownBy(() -> s.execute("UPDATE state.journal_head SET pos = pos"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("40P01"));
      s.execute("ROLLBACK");
      assertThat(append.get()).isEqualTo(new Append.Stored(2, 2));
    }
  }

  private static void awaitLock(Statement s) throws SQLException {
    boolean waits;
    do {
      try (ResultSet row =
          s.executeQuery("SELECT count(*) FROM pg_locks WHERE NOT granted AND database IS NULL")) {
        row.next();
        waits = row.getInt(1) > 0;
      }
    } while (!waits);
  }

  /** How many of its events were stored; a deadlock would end it with an exception. */
  private static int client(PostgresAccess access, PostgresMemory memory, int client)
      throws Exception {
    Random random = new Random(client);
    int stored = 0;
    try (Link link = Link.open(access, Duration.ofSeconds(20))) {
      for (int i = 0; i < EACH; i++) {
        List<Integer> streams = new ArrayList<>(List.of(0, 1, 2));
        Collections.shuffle(streams, random);
        int count = client % 2 == 0 ? 1 : 2 + random.nextInt(STREAMS - 1);
        List<Appending> batch = new ArrayList<>();
        for (int stream : streams.subList(0, count)) {
          StreamName name = StreamName.run(stream);
          Head head = memory.journal().head(name);
          var event =
              new NewEvent(new UUID(0x4000 + client, i * STREAMS + stream), "locked", i, "{}");
          batch.add(Appending.after(head.hash(), name, head.version(), List.of(event)));
        }
        stored +=
            (int)
                AppendSql.append(link, batch).stream()
                    .filter(Append.Stored.class::isInstance)
                    .count();
      }
    }
    return stored;
  }

  private static long deadlocks(String database) throws SQLException {
    try (Link link =
            Link.open(
                MemoryServer.stage().as(MemoryStage.SUPER, "postgres"), Duration.ofSeconds(20));
        Statement s = link.jdbc().createStatement();
        ResultSet row =
            s.executeQuery(
                "SELECT deadlocks FROM pg_stat_database WHERE datname = '" + database + "'")) {
      row.next();
      return row.getLong(1);
    }
  }
}
